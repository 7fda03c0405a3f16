import type { DatasetSplits } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import type { MeasureOptions } from '../commands/bench-command.ts'
import { type CommonRequest, type Entry, startEntries } from '../epoch/entries.ts'
import { interleave } from '../harness/rounds.ts'
import { timing } from '../harness/timing.ts'
import { writeDataFolder, writeTestFiles } from '../own/data-folder.ts'
import type { FitRun } from '../peers/protocol.ts'
import type { EpochRecord } from './accuracy-figures.ts'

/** One program's runs of the recipe `fast`, one a round; the seed is the round's number. */
export interface RaceRounds {
  readonly name: string
  readonly ours: boolean
  readonly setting: string
  readonly rounds: readonly (readonly EpochRecord[])[]
}

/** This project and PyTorch train the same recipe in turn. Without PyTorch there is no race. */
export async function measureRace(
  data: DatasetSplits,
  options: MeasureOptions,
): Promise<RaceRounds[]> {
  const recipe = recipes.fast
  using folder = writeDataFolder(data.train, recipe, 1)
  writeTestFiles(folder.path, data.test)
  const { sizes, batchSize, learningRate } = recipe
  const common = { sizes, batchSize, learningRate, recipe: 'fast', seed: 1 } as const
  const request: CommonRequest = { request: 'prepare', folder: folder.path, ...common }
  const entries: Entry[] = []
  try {
    await startEntries(entries, request, options.log, ({ library }) => library === 'torch')
    const racing = contenders(entries)
    if (racing.length < 2) return []
    const runs = await interleave(
      racing.map(({ process }) => racer(process)),
      timing({ ...options, pauseSeconds: 0.15 }),
    )
    return racing.map(({ process, ours, setting }, index) => ({
      name: process.name,
      ours,
      setting,
      rounds: runs[index]!.map(({ epochs }) => epochs),
    }))
  } finally {
    await Promise.all(entries.map(({ process }) => process.close()))
  }
}

/** The last of each side: this project on most threads, PyTorch in its fastest setting. */
function contenders(entries: readonly Entry[]): Entry[] {
  return [true, false].flatMap((own) => entries.filter(({ ours }) => ours === own).slice(-1))
}

function racer(process: Entry['process']) {
  let seed = 0
  return {
    name: process.name,
    run: (): Promise<FitRun> => process.fit({ request: 'fit', seed: seed++, recipe: recipes.fast }),
  }
}
