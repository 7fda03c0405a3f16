import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { capture, type ReplayPart, setBackend, useThreads } from '../../src'
import { makeClassifier } from './classifier'

beforeAll(() => setBackend('wasm'))
afterEach(async () => {
  await useThreads({ threads: 1 })
})

/** The parts of each replay of six steps of a small network, and the seconds that the last took in all. */
function timedSteps() {
  const replays: (readonly ReplayPart[])[] = []
  const classifier = makeClassifier()
  const step = capture(classifier.step, { onReplay: (parts) => replays.push(parts) })
  let seconds = 0
  for (let i = 0; i < 6; i++) {
    const batch = classifier.batch(8)
    const start = performance.now()
    step(...batch)
    seconds = (performance.now() - start) / 1000
  }
  return { classifier, replays, seconds }
}

describe.each([1, 2, 3])('the times of a replay on %i threads', (threads) => {
  it('are told for every kernel and barrier, on each thread, and fit into the call', async () => {
    await useThreads({ threads, cores: threads })
    const { replays, seconds } = timedSteps()
    expect(replays).toHaveLength(4)
    const last = replays.at(-1)!
    const kernels = last.flatMap(({ calls }) => calls.map(({ kernel }) => kernel))
    expect(kernels).toContain('softmaxCrossEntropy')
    expect(kernels.indexOf('linear')).toBeLessThan(kernels.indexOf('softmaxCrossEntropy'))
    expect(last.at(-1)!.calls).toEqual([])
    for (const { seconds: byThread } of last) {
      expect(byThread).toHaveLength(threads)
      for (const part of byThread) expect(part).toBeGreaterThanOrEqual(0)
    }
    for (let thread = 0; thread < threads; thread++) {
      const sum = last.reduce((all, part) => all + part.seconds[thread]!, 0)
      expect(sum).toBeGreaterThan(0)
      if (thread === 0) expect(sum).toBeLessThanOrEqual(seconds)
    }
  })

  it('leave the bits as they are', async () => {
    await useThreads({ threads, cores: threads })
    const timed = timedSteps().classifier
    const plain = makeClassifier()
    const step = capture(plain.step)
    for (let i = 0; i < 6; i++) step(...plain.batch(8))
    expect(timed.state()).toEqual(plain.state())
  })
})
