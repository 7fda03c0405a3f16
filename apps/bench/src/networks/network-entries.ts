import type { Skipped } from '../epoch/epoch-result.ts'
import { settingsLabel } from '../own/own-settings.ts'
import { type OwnRequest, ownSubjects } from '../own/own-subjects.ts'
import { Child } from '../peers/child.ts'
import { attempts } from '../peers/contest.ts'
import { installations, PEERS, type Peer } from '../peers/peers.ts'
import type { EpochRequest, EpochRun } from '../peers/protocol.ts'
import { findPythons } from '../peers/python.ts'
import type { Processor } from '../peers/settings.ts'

/** One program in one setting, alive for one network after the other. */
export interface NetworkEntry {
  readonly name: string
  readonly ours: boolean
  readonly setting: string
  /** Undefined for this project. */
  readonly peer: Peer | undefined
  prepare(request: Omit<OwnRequest, 'settings'>): Promise<unknown>
  /** Steps from the first weights on, after `untimed` ones where this project takes them. */
  epoch(steps: number, untimed?: number): Promise<EpochRun>
  close(): Promise<void>
}

const WANTED = ['NumPy float32', 'PyTorch eager']

/** Fills `entries` with this project and every setting of NumPy and PyTorch; tells which are missing. */
export async function startNetworkEntries(
  entries: NetworkEntry[],
  processor: Processor,
  log: (line: string) => void,
): Promise<Skipped[]> {
  for (const { name, settings, command } of ownSubjects(processor.cores)) {
    const child = new Child(name, command)
    const setting = settingsLabel(settings)
    entries.push({ ...talk(child, { settings }), name, ours: true, setting, peer: undefined })
  }
  const pythons = await findPythons()
  const skipped: Skipped[] = []
  for (const peer of PEERS.filter(({ name }) => WANTED.includes(name))) {
    const tried = attempts(peer, installations(peer, pythons), processor)
    const reason = `no ${peer.runtime} with ${peer.library} was found`
    if (tried.length === 0) {
      log(`skipped ${peer.name}: ${reason}`)
      skipped.push({ name: peer.name, reason })
    }
    for (const { program, environment, label } of tried) {
      const child = new Child(peer.name, { program, args: [peer.script], environment })
      entries.push({
        ...talk(child, peer.job),
        name: peer.name,
        ours: false,
        setting: label,
        peer,
      })
    }
  }
  return skipped
}

export async function closeAll(entries: readonly NetworkEntry[]): Promise<void> {
  await Promise.all(entries.map((entry) => entry.close()))
}

/** What the process is asked; `job` is what it is told more than the others. */
function talk(child: Child, job: object): Pick<NetworkEntry, 'prepare' | 'epoch' | 'close'> {
  return {
    prepare: (request) => child.ask({ ...request, ...job }),
    epoch: (steps, untimed = 0) =>
      child.ask<EpochRun>({ request: 'epoch', steps, untimed } satisfies EpochRequest),
    close: () => child.close(),
  }
}
