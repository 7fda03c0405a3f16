import type { Skipped } from '../epoch/epoch-result.ts'
import { BenchError } from '../errors.ts'
import { seconds } from '../report/format.ts'
import { type Installation, installations, PEERS, type Peer } from './peers.ts'
import type { PrepareRequest } from './protocol.ts'
import { findPythons, type Python } from './python.ts'
import { best, search, type Trial } from './search.ts'
import { isDefaultKernels, type Processor, type Setting } from './settings.ts'
import { SubjectProcess } from './subject-process.ts'

/** A setting of one installation of the peer's library. */
export interface Attempt extends Setting {
  readonly program: string
}

/** A peer that is there, with all its settings tried. */
export interface Contestant {
  readonly peer: Peer
  readonly trials: readonly Trial<Attempt>[]
  start(attempt: Attempt, name: string): Promise<SubjectProcess>
}

/** Looks for every peer and tries its settings; one that is missing or fails is skipped with a word. */
export async function findContestants(
  processor: Processor,
  request: PrepareRequest,
  log: (line: string) => void,
  wanted: (peer: Peer) => boolean = () => true,
): Promise<{ contestants: Contestant[]; skipped: Skipped[] }> {
  const pythons = await findPythons()
  const contestants: Contestant[] = []
  const skipped: Skipped[] = []
  for (const peer of PEERS.filter(wanted)) {
    try {
      contestants.push(await contestant(peer, pythons, { processor, request, log }))
    } catch (error) {
      if (!(error instanceof BenchError)) throw error
      log(`skipped ${error.message}`)
      skipped.push({ name: peer.name, reason: error.message.replace(`${peer.name}: `, '') })
    }
  }
  return { contestants, skipped }
}

async function contestant(
  peer: Peer,
  pythons: readonly Python[],
  tools: { processor: Processor; request: PrepareRequest; log: (line: string) => void },
): Promise<Contestant> {
  const tried = attempts(peer, installations(peer, pythons), tools.processor)
  if (tried.length === 0)
    throw new BenchError('peer', `${peer.name}: no ${peer.runtime} with ${peer.library} was found`)
  const start = ({ program, environment }: Attempt, name: string) =>
    SubjectProcess.start(
      name,
      { program, args: [peer.script], environment },
      { ...tools.request, ...peer.job },
    )
  const trials = await search(
    tried,
    (attempt) => start(attempt, peer.name),
    ({ setting, secondsPerStep }) =>
      tools.log(`${peer.name}, ${setting.label}: ${seconds(secondsPerStep)} a step`),
  )
  return { peer, trials, start }
}

/** Every setting of every installation; the library's version is told where there are several. */
export function attempts(
  peer: Peer,
  found: readonly Installation[],
  processor: Processor,
): Attempt[] {
  return found.flatMap(({ program, version }) =>
    peer.settings(processor).map((setting) => {
      const prefix = found.length > 1 ? `${peer.library} ${version}, ` : ''
      return { ...setting, label: prefix + setting.label, program }
    }),
  )
}

/** A setting that is worth a place in the rounds, under the name it is told by. */
export interface Choice {
  readonly name: string
  readonly setting: Attempt
}

/** The best setting, and the best one with the library's own choice of kernels where that is another. */
export function choices({ peer, trials }: Pick<Contestant, 'peer' | 'trials'>): Choice[] {
  const overall = best(trials, () => true).setting
  const untold = best(trials, isDefaultKernels).setting
  const top = { name: peer.name, setting: overall }
  return isDefaultKernels(overall)
    ? [top]
    : [{ name: `${peer.name}, as installed`, setting: untold }, top]
}
