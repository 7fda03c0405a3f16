// The same while captured functions, threads and promises are still referred to, across turns of the event loop.
import { capture, useThreads } from '../../../src'
import { makeClassifier } from '../classifier'

const classifier = makeClassifier()
const step = capture(classifier.step)
const losses: number[] = []
for (const threads of [2, 1, 3]) {
  await useThreads({ threads, cores: 3 })
  for (let i = 0; i < 4; i++) {
    losses.push(step(...classifier.batch(8)).item())
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
Object.assign(globalThis, { step })
console.log(JSON.stringify(losses))
