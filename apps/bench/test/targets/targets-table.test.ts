import { describe, expect, it } from 'vitest'
import { TARGETS } from '../../src/targets/targets.ts'
import { targetsTable } from '../../src/targets/targets-table.ts'
import { exampleResult, subject } from '../epoch/example-result.ts'

const ours = (threads: string, seconds: number) =>
  subject('handwritten', seconds, { ours: true, setting: `wasm, captured, ${threads}` })
const subjects = [
  ours('1 thread', 1.6),
  ours('2 threads', 1),
  subject('handwritten', 0.8, { ours: true, turbo: true, setting: 'captured, --turbo' }),
  subject('NumPy float64', 4),
  subject('NumPy float32', 3),
  subject('PyTorch eager', 1.65),
]
const MiB = 2 ** 20
const memory = {
  bench: 'memory',
  format: 1,
  conditions: exampleResult.conditions,
  runs: [
    {
      settings: { backend: 'wasm', threads: 1, captured: true },
      idle: 50 * MiB,
      loaded: 100 * MiB,
      samples: [200, 500, 300].map((size, steps) => ({ steps, bytes: size * MiB })),
    },
  ],
} as const

describe('targetsTable', () => {
  const { rows } = targetsTable(TARGETS, { epoch: { ...exampleResult, subjects }, memory })
  const row = (figure: string) => rows.find(([name]) => name!.includes(figure))!

  it('tells what is met', () => {
    expect(row('NumPy float32 at').slice(1)).toEqual(['2 x', '3.00 x', '1.50', 'met'])
  })

  it('tells turbo apart, which no other ratio is told against', () => {
    expect(row('--turbo').slice(1, 4)).toEqual(['3 x', '3.75 x', '1.25'])
  })

  it('tells what is missed, by how much and why', () => {
    expect(row('PyTorch eager at').slice(1, 4)).toEqual(['3.3 x', '1.65 x', '0.500'])
    expect(row('PyTorch eager at')[4]).toContain('docs/performance.md')
    expect(row('two threads against one').slice(1, 4)).toEqual(['1.8 x', '1.60 x', '0.889'])
  })

  it('takes the most of what should be little', () => {
    expect(row('resident memory').slice(1, 4)).toEqual(['at most 400 MiB', '500 MiB', '0.800'])
  })

  it('tells every target, also those that were not measured', () => {
    expect(rows).toHaveLength(TARGETS.length)
    expect(row('TensorFlow.js')[2]).toBe('not measured')
    for (const [figure, , , , why] of rows) expect(why, figure).not.toBe('')
  })
})
