import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeMessage, encodeMessage } from '../../src/ranks/messages'
import type { Control, RunEvent } from '../../src/training/protocol'

const steps = (losses: readonly number[]): RunEvent => ({
  type: 'steps',
  ...{ epoch: 1, stepInEpoch: 2, step: 3, learningRate: 0.1, elapsed: Number.NaN },
  losses: Float64Array.from(losses),
  correct: Int32Array.of(-1, 2 ** 31 - 1),
  samples: new Int32Array(),
})

describe('messages between a rank and its reader', () => {
  it('keep every bit of typed arrays and numbers, in one line', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (losses) => {
        const line = encodeMessage(steps(losses))
        expect(line).not.toContain('\n')
        expect(decodeMessage<RunEvent>(line)).toEqual(steps(losses))
      }),
    )
  })

  it('carry pictures, also those that are views of a part of their memory', () => {
    const pixels = Uint8Array.of(0, 1, 2, 3, 255).subarray(1)
    const control: Control = { type: 'look', look: { at: 'drawing', id: 1, picture: pixels } }
    const copy = decodeMessage<Control>(encodeMessage(control))
    expect(copy).toEqual({
      type: 'look',
      look: { at: 'drawing', id: 1, picture: Uint8Array.of(1, 2, 3, 255) },
    })
  })

  it('are distinguished from other lines', () => {
    const lines = [
      '',
      'mpirun noticed that process rank 1',
      '{"type":"start"',
      '{"kind":1}',
      'null',
    ]
    expect(lines.map((line) => decodeMessage(line))).toEqual(lines.map(() => null))
  })
})
