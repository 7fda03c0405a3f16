import { expect, it } from 'vitest'
import { outcomeOf } from './child'

it('a process ends by itself when its threads are idle', async () => {
  expect(await outcomeOf('idle-threads')).toEqual({ threads: 2, same: true })
})

it('a process ends by itself after threads were started again', async () => {
  const losses = (await outcomeOf('restless-threads')) as number[]
  expect(losses.length).toBe(12)
  expect(losses.every(Number.isFinite)).toBe(true)
})

it('a process without SharedArrayBuffer computes the same on one thread', async () => {
  expect(await outcomeOf('no-shared-memory')).toEqual({
    backend: 'wasm',
    threads: [1, 1],
    notice: '2 threads need shared memory, which there is none of: using 1',
    same: true,
    large: [2_000_000, 3_000_000, 4_000_000, 5_000_000],
    kept: [
      [1, 2, 3],
      [2, 3, 4],
    ],
  })
})
