import { describe, expect, it } from 'vitest'
import { NETWORK_CASES } from '../../src/networks/network-cases.ts'
import { networkFigures } from '../../src/networks/network-figures.ts'
import { networksChart, networksReport } from '../../src/networks/networks-report.ts'
import type { NetworkRounds, NetworksResult } from '../../src/networks/networks-result.ts'
import { plainReport } from '../../src/report/report.ts'
import { exampleResult } from '../epoch/example-result.ts'

const EARLY = { loss: 1.2, lossAfter: 0.7 }

function subject(name: string, seconds: number, early = EARLY) {
  const ours = name === 'handwritten'
  return { name, ours, setting: `${seconds}`, seconds: Array(5).fill(seconds), early }
}

function rounds(name: string, peer: ReturnType<typeof subject>): NetworkRounds {
  return {
    network: NETWORK_CASES.find((one) => one.name === name)!,
    steps: 50,
    subjects: [
      subject('handwritten', 0.002),
      subject('handwritten', 0.001),
      subject('NumPy float32', 0.003),
      peer,
    ],
  }
}

const off = (part: number) => ({ loss: EARLY.loss * (1 + part), lossAfter: EARLY.lossAfter })

describe('networkFigures', () => {
  it('tells ratios against our fastest setting', () => {
    const figures = networkFigures(rounds('GELU', subject('PyTorch eager', 0.004)))
    expect(figures.map(({ ratio }) => ratio?.median)).toEqual([2, 1, 3, 4])
  })

  it.each([
    ['GELU', 2e-5, false],
    ['GELU', 2e-6, true],
    ['Adam', 2e-5, false],
  ])('%s: losses that differ by %d count: %s', (name, part, counts) => {
    const peer = subject('PyTorch eager', 0.004, off(part))
    const last = networkFigures(rounds(name, peer)).at(-1)!
    expect(last.agrees).toBe(counts)
    expect(last.ratio !== undefined).toBe(counts)
  })
})

describe('the report of networks', () => {
  const result: NetworksResult = {
    bench: 'networks',
    format: 1,
    conditions: exampleResult.conditions,
    networks: [rounds('batch 100', subject('PyTorch eager', 0.004, off(0.01)))],
    skipped: [{ name: 'on Fashion-MNIST', reason: 'Fashion-MNIST is not installed' }],
  }

  it('tells each program, and who does not count', () => {
    const text = plainReport(networksReport(result))
    expect(text).toMatch(/batch 100: 784-256-64-10, batch 100 +NumPy float32 .* 3\.00 .* agree/)
    expect(text).toMatch(/PyTorch eager .* does not count +DIFFER \(1e-2\)/)
    expect(text).toContain('Skipped on Fashion-MNIST: Fashion-MNIST is not installed.')
  })

  it('draws those that count', () => {
    const chart = networksChart(result)
    expect(chart).toContain('batch 100: NumPy float32')
    expect(chart).not.toContain('PyTorch')
  })
})

it('the cases are networks of 784 inputs and ten classes, each under a name of its own', () => {
  const sizes = NETWORK_CASES.map(({ recipe }) => recipe.sizes)
  expect(sizes.every((one) => one[0] === 784 && one.at(-1) === 10)).toBe(true)
  expect(new Set(NETWORK_CASES.map(({ name }) => name)).size).toBe(NETWORK_CASES.length)
})
