import { describe, expect, it } from 'vitest'
import { epochFigures } from '../../src/report/epoch-figures.ts'
import { markdownEpochReport, plainEpochReport } from '../../src/report/epoch-report.ts'
import { exampleResult, subject } from './example-result.ts'

const figures = epochFigures(exampleResult)

describe('plainEpochReport', () => {
  const text = plainEpochReport(exampleResult, figures)

  it('gives every subject a row with its time, spread and ratio', () => {
    expect(text).toMatch(/wasm backend +2\.00 s \(1\.96 to 2\.04\) +30000 +1\.00 /)
    expect(text).toMatch(/NumPy float64 .* 3\.00 \(3\.00 to 3\.00\) +agree \(0e\+0\) +300 MiB/)
    expect(text).toMatch(/Other rate .* does not count +DIFFER \(2e-2\)/)
  })

  it('carries its conditions', () => {
    expect(text).toContain('469 of 938 steps, scaled to a whole epoch')
    expect(text).toContain('5 interleaved rounds')
    expect(text).toContain('Example CPU, 2 cores, 8 GiB, linux x64; Node v26.10.0; load 0.1')
    expect(text).toContain('1.20% of the processors taken by the host')
    expect(text).toContain('Measured 2026-11-23 at revision abc1234.')
    expect(text).toContain('Skipped PyTorch eager: no python3 with torch was found.')
  })

  it('says when the machine was too noisy to tell', () => {
    const noisy = subject('NumPy float32', 1, { seconds: [1, 2, 1, 3, 1] })
    const result = { ...exampleResult, subjects: [...exampleResult.subjects.slice(0, 3), noisy] }
    expect(text).not.toContain('Too noisy')
    expect(plainEpochReport(result, epochFigures(result))).toContain(
      'Too noisy to tell: NumPy float32.',
    )
  })
})

describe('markdownEpochReport', () => {
  it('is a title, the chart, a table and notes', () => {
    const text = markdownEpochReport(exampleResult, figures, 'epoch.svg')
    expect(text).toMatch(
      /^# One epoch of the seed recipe on MNIST\n\n!\[[^\]]+\]\(epoch\.svg\)\n\n\| /,
    )
    expect(text.match(/^\| /gm)).toHaveLength(7)
    expect(text).toContain('\n- Network 784-256-64-10, batch 64')
  })
})
