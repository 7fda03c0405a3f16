import { afterAll, describe, expect, it } from 'vitest'
import { useThreads } from '../../src'
import { isFaster } from '../../src/backend/wasm/measure-wide'

afterAll(() => useThreads({ threads: 1 }))

/** A clock that only running moves: by what `took` returns for a shape and the time since the start. */
function engine(took: (wide: 0 | 1, time: number) => number) {
  let time = 0
  const runs: (0 | 1)[] = []
  const run = (wide: 0 | 1) => {
    runs.push(wide)
    time += took(wide, time)
  }
  return { run, now: () => time, runs }
}

describe('the choice of the shape of products', () => {
  it.each([
    ['the wide one where it is faster', (wide: 0 | 1) => (wide ? 0.6 : 1), true],
    ['the narrow one where it is faster', (wide: 0 | 1) => (wide ? 1.25 : 1), false],
    ['the narrow one where both are as fast', () => 1, false],
    [
      'by the times of optimized code, however slow the first code was',
      (wide: 0 | 1, time: number) => (time < 30 ? (wide ? 9 : 4) : wide ? 0.6 : 1),
      true,
    ],
    [
      'by the best times, whatever disturbs single runs',
      (wide: 0 | 1, time: number) => (wide ? 0.6 : 1) * (Math.floor(time) % 3 === 0 ? 5 : 1),
      true,
    ],
  ])('takes %s', async (_, took, expected) => {
    const { run, now } = engine(took)
    expect(await isFaster(run, now)).toBe(expected)
  })

  it('runs both shapes in turn, and ends on an engine that never settles', async () => {
    let last = 40
    const { run, now, runs } = engine(() => (last *= 0.94))
    await isFaster(run, now)
    expect(now()).toBeLessThan(500)
    expect(runs.slice(0, 4)).toEqual([0, 1, 0, 1])
  })

  it('is made by useThreads, which reports it', async () => {
    expect(await useThreads({ threads: 1, wide: true })).toMatchObject({ wide: true })
    expect(await useThreads({ threads: 1 })).toMatchObject({ wide: false })
    const { wide } = await useThreads({ threads: 2, cores: 2, wide: 'measure' })
    expect(wide).toBeTypeOf('boolean')
  })
})
