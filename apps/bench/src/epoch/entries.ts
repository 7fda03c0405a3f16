import { readProcessor } from '../conditions/conditions.ts'
import { settingsLabel } from '../own/own-settings.ts'
import { type OwnRequest, ownSubjects, turboSubject } from '../own/own-subjects.ts'
import { choices, findContestants } from '../peers/contest.ts'
import type { Peer } from '../peers/peers.ts'
import { SubjectProcess } from '../peers/subject-process.ts'
import type { Skipped } from './epoch-result.ts'

/** A subject that has loaded everything and waits to be timed. */
export interface Entry {
  readonly process: SubjectProcess
  readonly setting: string
  readonly ours: boolean
  /** With V8's experimental flag of the app's `--turbo`. */
  readonly turbo?: boolean
}

/** What all subjects are told alike. */
export type CommonRequest = Omit<OwnRequest, 'settings'>

/** Adds this project with `--turbo`, where that has an effect. */
export async function startTurbo(entries: Entry[], request: CommonRequest): Promise<void> {
  const subject = turboSubject(readProcessor())
  if (!subject) return
  const { name, settings, command } = subject
  const process = await SubjectProcess.start(name, command, { ...request, settings })
  const setting = `${settingsLabel(settings)}, --turbo`
  const after = entries.findLastIndex(({ ours }) => ours) + 1
  entries.splice(after, 0, { process, setting, ours: true, turbo: true })
}

/** Fills `entries` with our own subjects and every peer's chosen settings; tells which peers were skipped. */
export async function startEntries(
  entries: Entry[],
  request: CommonRequest,
  log: (line: string) => void,
  wanted?: (peer: Peer) => boolean,
): Promise<Skipped[]> {
  const processor = readProcessor()
  const { contestants, skipped } = await findContestants(processor, request, log, wanted)
  for (const { name, settings, command } of ownSubjects(processor.cores)) {
    const process = await SubjectProcess.start(name, command, { ...request, settings })
    entries.push({ process, setting: settingsLabel(settings), ours: true })
  }
  for (const contestant of contestants)
    for (const { name, setting } of choices(contestant)) {
      const process = await contestant.start(setting, name)
      entries.push({ process, setting: setting.label, ours: false })
    }
  return skipped
}
