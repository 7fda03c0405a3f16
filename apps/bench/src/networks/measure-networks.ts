import type { MeasureOptions } from '../commands/bench-command.ts'
import { readConditions, readProcessor } from '../conditions/conditions.ts'
import type { Skipped } from '../epoch/epoch-result.ts'
import { interleave } from '../harness/rounds.ts'
import { median } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { writeDataFolder } from '../own/data-folder.ts'
import { firstImages, isInstalled } from '../own/own-dataset.ts'
import type { OwnRequest } from '../own/own-subjects.ts'
import type { EpochRun } from '../peers/protocol.ts'
import { seconds } from '../report/format.ts'
import { NETWORK_CASES, type NetworkCase } from './network-cases.ts'
import { closeAll, type NetworkEntry, startNetworkEntries } from './network-entries.ts'
import { COMPARED_STEPS, type NetworkRounds, type NetworksResult } from './networks-result.ts'

const SEED = 1
/** Enough for the steps that losses are compared on, with any batch size here. */
const ROWS = 12_800
/** Rounds that the steps of a run are planned for. */
const PLANNED_ROUNDS = 8
const TRIAL_STEPS = 15
const WARMUP_STEPS = 4
const FEWEST_STEPS = 20
/** Steps in which this project records its program. */
const RECORDING = 5
/** How far behind a peer's best setting another may be on the first network to be tried on the others. */
const PROMISING = 1.5

/** Times a step of every network in this project, NumPy and PyTorch, each peer in its fastest setting. */
export async function measureNetworks(options: MeasureOptions): Promise<NetworksResult> {
  const conditions = readConditions()
  const cases = NETWORK_CASES.filter(({ dataset }) => isInstalled(dataset))
  let entries: NetworkEntry[] = []
  try {
    const skipped = await startNetworkEntries(entries, readProcessor(), options.log)
    const networks: NetworkRounds[] = []
    for (const network of cases) {
      const budgetSeconds = options.budgetSeconds / cases.length
      const { rounds, trials } = await timeNetwork(entries, network, { ...options, budgetSeconds })
      networks.push(rounds)
      if (networks.length === 1) entries = await keepPromising(entries, trials)
    }
    const missing = NETWORK_CASES.filter((network) => !cases.includes(network)).map(notInstalled)
    return {
      bench: 'networks',
      format: 1,
      conditions,
      networks,
      skipped: [...skipped, ...missing],
    }
  } finally {
    await closeAll(entries)
  }
}

function notInstalled({ name, dataset }: NetworkCase): Skipped {
  return { name, reason: `${dataset} is not installed` }
}

async function timeNetwork(
  entries: readonly NetworkEntry[],
  network: NetworkCase,
  options: MeasureOptions,
): Promise<{ rounds: NetworkRounds; trials: readonly Trial[] }> {
  const { dataset, recipe } = network
  using folder = writeDataFolder(await firstImages(dataset, ROWS), recipe, SEED)
  const request: Omit<OwnRequest, 'settings'> = {
    request: 'prepare',
    folder: folder.path,
    ...recipe,
    recipe: 'seed',
    seed: SEED,
    network: { dataset, rows: ROWS, recipe },
  }
  const able = entries.filter(({ peer }) => !peer || canTrain(peer.library, network))
  const trials: Trial[] = []
  for (const entry of able) {
    await entry.prepare(request)
    trials.push({ entry, secondsPerStep: await usualStep(entry, trials) })
  }
  const chosen = fastestOfEach(trials)
  const slowest = Math.max(...chosen.map(({ secondsPerStep }) => secondsPerStep))
  const perRun = options.budgetSeconds / PLANNED_ROUNDS / chosen.length
  const most = Math.floor(ROWS / recipe.batchSize) - RECORDING
  const steps = Math.max(FEWEST_STEPS, Math.min(most, Math.floor(perRun / slowest)))
  options.log(`${network.name}: ${steps} steps a run, the slowest about ${seconds(slowest)} a step`)
  const early: EpochRun[] = []
  for (const { entry } of chosen) early.push(await entry.epoch(COMPARED_STEPS))
  const runs = await interleave(
    chosen.map(({ entry }) => ({ name: entry.name, run: () => entry.epoch(steps, RECORDING) })),
    timing({ ...options, pauseSeconds: 0.1 }),
  )
  const rounds = {
    network,
    steps,
    subjects: chosen.map(({ entry: { name, ours, setting } }, index) => ({
      name,
      ours,
      setting,
      seconds: runs[index]!.map((run) => run.seconds / steps),
      early: { loss: early[index]!.loss, lossAfter: early[index]!.lossAfter },
    })),
  }
  return { rounds, trials }
}

/** Ends what was far behind on the first network; all settings of this project stay. */
async function keepPromising(
  entries: readonly NetworkEntry[],
  trials: readonly Trial[],
): Promise<NetworkEntry[]> {
  const kept = trials
    .filter(({ entry, secondsPerStep }) => {
      const own = trials.filter((other) => other.entry.name === entry.name)
      const best = Math.min(...own.map((other) => other.secondsPerStep))
      return entry.ours || secondsPerStep <= PROMISING * best
    })
    .map(({ entry }) => entry)
  await closeAll(entries.filter((entry) => !kept.includes(entry)))
  return kept
}

/** NumPy has no error function and no convolutions. */
function canTrain(library: string, { recipe }: NetworkCase): boolean {
  return library !== 'numpy' || (recipe.activation !== 'gelu' && !recipe.layers)
}

/** One program in one setting, and what a step took it. */
interface Trial {
  readonly entry: NetworkEntry
  readonly secondsPerStep: number
}

/** A setting whose first steps are many times slower than another's of the same program is not tried on. */
async function usualStep(entry: NetworkEntry, others: readonly Trial[]): Promise<number> {
  const warmup = (await entry.epoch(WARMUP_STEPS, RECORDING)).seconds / WARMUP_STEPS
  const own = others.filter((other) => other.entry.name === entry.name)
  if (warmup > 3 * Math.min(...own.map(({ secondsPerStep }) => secondsPerStep))) return warmup
  const repeats: number[] = []
  while (repeats.length < 3)
    repeats.push((await entry.epoch(TRIAL_STEPS, RECORDING)).seconds / TRIAL_STEPS)
  return median(repeats)
}

/** All of ours, and each peer's fastest setting. */
function fastestOfEach(trials: readonly Trial[]): Trial[] {
  const peers = Map.groupBy(
    trials.filter(({ entry }) => !entry.ours),
    ({ entry }) => entry.name,
  )
  return [
    ...trials.filter(({ entry }) => entry.ours),
    ...[...peers.values()].map((own) =>
      own.reduce((a, b) => (b.secondsPerStep < a.secondsPerStep ? b : a)),
    ),
  ]
}
