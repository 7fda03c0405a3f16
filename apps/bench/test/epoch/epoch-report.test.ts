import { describe, expect, it } from 'vitest'
import { epochReport } from '../../src/epoch/epoch-report.ts'
import { markdownReport, plainReport } from '../../src/report/report.ts'
import { exampleResult, subject } from './example-result.ts'

describe('epochReport in plain text', () => {
  const text = plainReport(epochReport(exampleResult))

  it('gives every subject a row with its time, spread and ratio', () => {
    expect(text).toMatch(/wasm backend +2\.00 s \(1\.96 to 2\.04\) +30000 +1\.00 /)
    expect(text).toMatch(
      /NumPy float64 .* 3\.00 \(3\.00 to 3\.00\) +agree \(0e\+0, 0e\+0\) +300 MiB/,
    )
    expect(text).toMatch(/Other rate .* does not count +DIFFER \(0e\+0, 2e-2\)/)
  })

  it('carries its conditions', () => {
    expect(text).toContain('469 of 938 steps, scaled to a whole epoch')
    expect(text).toContain('5 interleaved rounds')
    expect(text).toContain('Example CPU, 2 cores, 8 GiB, linux x64; Node v26.10.0; load 0.1')
    expect(text).toContain('The host gave 1.20% of the processors')
    expect(text).toContain('Measured 2026-11-23 at revision abc1234.')
    expect(text).toContain('Skipped PyTorch eager: no python3 with torch was found.')
  })

  it('says when the machine was too noisy to tell', () => {
    const noisy = subject('NumPy float32', 1, { seconds: [1, 2, 1, 3, 1] })
    const result = { ...exampleResult, subjects: [...exampleResult.subjects.slice(0, 3), noisy] }
    expect(text).not.toContain('Too noisy')
    expect(plainReport(epochReport(result))).toContain(
      'Too noisy to tell: NumPy float32 (1 thread).',
    )
  })
})

describe('epochReport in Markdown', () => {
  it('is a title, the chart, a table and notes', () => {
    const text = markdownReport(epochReport(exampleResult), 'epoch.svg')
    expect(text).toMatch(
      /^# One epoch of the seed recipe on MNIST\n\n!\[[^\]]+\]\(epoch\.svg\)\n\n\| /,
    )
    expect(text.match(/^\| /gm)).toHaveLength(7)
    expect(text).toContain('\n- Network 784-256-64-10, batch 64')
  })
})
