import type { StepEvent } from '@handwritten/nn'
import { describe, expect, it } from 'vitest'
import type { StepsEvent } from '../../src/training/protocol'
import { RunClock } from '../../src/training/run-clock'
import { StepBatcher } from '../../src/training/step-batcher'

const step = (number: number): StepEvent => ({
  type: 'step',
  epoch: 1,
  step: number,
  stepInEpoch: number,
  loss: 1 / number,
  correct: number,
  samples: 64,
  learningRate: 0.01,
})

describe('StepBatcher', () => {
  it('posts at most 30 times a second, and every step once', () => {
    const posts: StepsEvent[] = []
    let now = 0
    const batcher = new StepBatcher(
      (post) => posts.push(post),
      () => now / 1000,
      () => now,
    )
    for (let number = 1; number <= 2000; number++) {
      batcher.add(step(number))
      now += 1
    }
    batcher.flush()
    expect(posts.length).toBeGreaterThan(50)
    expect(posts.length).toBeLessThanOrEqual(61)
    const losses = posts.flatMap((post) => [...post.losses])
    expect(losses).toEqual(Array.from({ length: 2000 }, (_, index) => 1 / (index + 1)))
  })

  it('tells where the last of its steps stands', () => {
    const posts: StepsEvent[] = []
    const batcher = new StepBatcher(
      (post) => posts.push(post),
      () => 1.5,
      () => 0,
    )
    for (const number of [1, 2, 3]) batcher.add(step(number))
    batcher.flush()
    batcher.flush()
    expect(posts).toEqual([
      {
        type: 'steps',
        ...{ epoch: 1, step: 1, stepInEpoch: 1, learningRate: 0.01, elapsed: 1.5 },
        losses: Float64Array.of(1),
        correct: Int32Array.of(1),
        samples: Int32Array.of(64),
      },
      {
        type: 'steps',
        ...{ epoch: 1, step: 3, stepInEpoch: 3, learningRate: 0.01, elapsed: 1.5 },
        losses: Float64Array.of(1 / 2, 1 / 3),
        correct: Int32Array.of(2, 3),
        samples: Int32Array.of(64, 64),
      },
    ])
  })
})

describe('RunClock', () => {
  it('leaves pauses out', () => {
    let now = 1000
    const clock = new RunClock(() => now)
    now = 3000
    clock.pause()
    now = 9000
    expect(clock.elapsed()).toBe(2)
    clock.pause()
    clock.resume()
    clock.resume()
    now = 9500
    expect(clock.elapsed()).toBe(2.5)
  })
})
