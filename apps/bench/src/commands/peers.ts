import { loadMnist } from '@handwritten/mnist-data'
import { recipes } from '@handwritten/nn'
import { Command } from 'commander'
import { readProcessor } from '../conditions/conditions.ts'
import { writeDataFolder } from '../own/data-folder.ts'
import { type Contestant, findContestants } from '../peers/contest.ts'
import { digits, seconds } from '../report/format.ts'
import { plainTable } from '../report/table.ts'
import { log } from './bench-command.ts'

/** `bench peers`: every peer's settings, fastest first; those that `bench epoch` chooses from. */
export function peersCommand(): Command {
  return new Command('peers')
    .description('which peers are installed, and how fast each is under each of its settings')
    .action(async () => {
      const { train } = await loadMnist()
      const recipe = recipes.seed
      using folder = writeDataFolder(train, recipe, 1)
      const { sizes, batchSize, learningRate } = recipe
      const { contestants, skipped } = await findContestants(
        readProcessor(),
        { request: 'prepare', folder: folder.path, sizes, batchSize, learningRate },
        log,
      )
      const rows = contestants.flatMap(trialRows)
      console.log(plainTable({ header: ['peer', 'setting', 'step', 'times its best'], rows }))
      for (const { name, reason } of skipped) console.log(`skipped ${name}: ${reason}`)
    })
}

function trialRows({ peer, trials }: Contestant): string[][] {
  const sorted = trials.toSorted((a, b) => a.secondsPerStep - b.secondsPerStep)
  const fastest = sorted[0]!.secondsPerStep
  return sorted.map(({ setting, secondsPerStep }) => [
    peer.name,
    setting.label,
    seconds(secondsPerStep),
    digits(secondsPerStep / fastest),
  ])
}
