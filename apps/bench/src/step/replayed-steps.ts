import type { ImageDataset } from '@handwritten/mnist-data'
import { createNetwork, createOptimizer, type Recipe, Trainer } from '@handwritten/nn'
import { capture, Generator, type ReplayPart, useThreads } from '@handwritten/tensor'
import type { Timed } from '../harness/rounds.ts'
import { median } from '../harness/statistics.ts'
import { firstBatches, firstRows } from '../own/first-batches.ts'
import { epochLoader } from '../own/training.ts'
import { type PartWork, partWorks } from './replay-rows.ts'

/** A part of a captured step with what it took, the median of the steps on each thread. */
interface TimedPart extends PartWork {
  /** By thread. */
  readonly threadSeconds: readonly number[]
}

/** The program of a captured step, part by part; `seconds` is the median of what all its parts took. */
export interface ReplayedRun extends Timed {
  readonly parts: readonly TimedPart[]
}

/** The first replays find caches, branches and threads cold. */
const DROPPED = 20

/** Takes `steps` captured steps through the trainer and reads the clock between their parts. */
export async function replayedSteps(
  dataset: ImageDataset,
  recipe: Recipe,
  { seed, steps, threads }: { seed: number; steps: number; threads: number },
): Promise<ReplayedRun> {
  await useThreads({ threads })
  const loader = epochLoader(dataset, recipe, seed)
  const model = createNetwork(recipe, new Generator(seed))
  const replays: (readonly ReplayPart[])[] = []
  const trainer = new Trainer({
    model,
    optimizer: createOptimizer(recipe, model),
    train: firstBatches(loader, recipe.batchSize, steps),
    test: firstRows(loader, 1),
    epochs: 1,
    compile: (step) => capture(step, { onReplay: (parts) => replays.push(parts) }),
  })
  for await (const event of trainer.fit()) if (event.type === 'epoch') break
  return summary(replays.slice(DROPPED), density(dataset))
}

function summary(replays: readonly (readonly ReplayPart[])[], inputDensity: number): ReplayedRun {
  const [first] = replays
  const threads = first![0]!.seconds.length
  const each = Array.from({ length: threads }, (_, thread) => thread)
  const works = partWorks(first!, inputDensity)
  const whole = (replay: readonly ReplayPart[]) =>
    replay.reduce((sum, { seconds }) => sum + seconds[0]!, 0)
  return {
    seconds: median(replays.map(whole)),
    parts: works.map((work, index) => ({
      ...work,
      threadSeconds: each.map((thread) =>
        median(replays.map((replay) => replay[index]!.seconds[thread] ?? 0)),
      ),
    })),
  }
}

/** Share of the pixels that are not background. */
export function density({ images }: ImageDataset): number {
  const pixels = images.toTypedArray()
  let count = 0
  for (const pixel of pixels) if (pixel !== 0) count++
  return count / pixels.length
}
