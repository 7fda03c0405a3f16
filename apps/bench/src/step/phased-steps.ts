import type { ImageDataset } from '@handwritten/mnist-data'
import { createCriterion, createNetwork, createOptimizer, type Recipe } from '@handwritten/nn'
import { fromTypedArray, Generator } from '@handwritten/tensor'
import type { Timed } from '../harness/rounds.ts'
import { firstBatches } from '../own/first-batches.ts'
import { epochLoader } from '../own/training.ts'

/** The parts of an eager training step, in their order. */
export const EAGER_PHASES = [
  'gather and normalize',
  'forward',
  'loss',
  'backward',
  'update',
] as const
export type EagerPhase = (typeof EAGER_PHASES)[number]

/** Seconds that each part took in all the steps of a run together. */
export interface PhasedRun extends Timed {
  readonly phases: Readonly<Record<EagerPhase, number>>
}

/** Takes `steps` eager steps by the same calls as the trainer, with a clock between them. */
export function phasedSteps(
  dataset: ImageDataset,
  recipe: Recipe,
  { seed, steps }: { seed: number; steps: number },
): PhasedRun {
  const loader = epochLoader(dataset, recipe, seed)
  const model = createNetwork(recipe, new Generator(seed))
  const optimizer = createOptimizer(recipe, model)
  const criterion = createCriterion(recipe)
  const phases = { 'gather and normalize': 0, forward: 0, loss: 0, backward: 0, update: 0 }
  let seconds = 0
  const timed = <Result>(phase: EagerPhase, work: () => Result): Result => {
    const start = performance.now()
    const result = work()
    const took = (performance.now() - start) / 1000
    phases[phase] += took
    seconds += took
    return result
  }
  for (const rows of firstBatches(loader, recipe.batchSize, steps).rows()) {
    const batch = timed('gather and normalize', () => loader.batch(fromTypedArray(rows)))
    const outputs = timed('forward', () => model.call(batch.inputs))
    const { loss } = timed('loss', () => criterion.measure(outputs, batch.labels))
    timed('backward', () => {
      optimizer.zeroGrad()
      loss.backward()
    })
    timed('update', () => optimizer.step())
  }
  return { seconds, phases }
}
