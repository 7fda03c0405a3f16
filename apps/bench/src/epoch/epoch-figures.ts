import { type Agreement, compare, type Evidence } from '../harness/agreement.ts'
import { type Ratio, ratio } from '../harness/ratio.ts'
import { type Summary, summarize } from '../harness/statistics.ts'
import type { EpochResult, SubjectRounds } from './epoch-result.ts'

/** What a report says of one subject. */
export interface SubjectFigures {
  readonly subject: SubjectRounds
  /** Seconds for a whole epoch, scaled up where only a part of one was timed. */
  readonly epochSeconds: Summary
  readonly samplesPerSecond: number
  /** Whether its losses are the reference's but for rounding; undefined without a reference. */
  readonly agreement: Agreement | undefined
  /** Its time over that of our fastest, round by round; undefined where one of the two does not count. */
  readonly ratio: Ratio | undefined
}

export interface EpochFigures {
  readonly subjects: readonly SubjectFigures[]
  /** Name of the subject whose losses the others are compared with. */
  readonly reference: string | undefined
  /** Our fastest subject without experimental flags, the one that ratios are told against. */
  readonly best: SubjectRounds | undefined
}

/** Everything that reports tell, computed from the stored rounds. */
export function epochFigures(result: EpochResult): EpochFigures {
  const { subjects, workload } = result
  const reference = subjects.find((subject) => !subject.ours)
  const agreements = new Map(subjects.map((subject) => [subject, agreement(subject, reference)]))
  const counts = (subject: SubjectRounds) => agreements.get(subject)?.agrees !== false
  const epochs = new Map(subjects.map((subject) => [subject, wholeEpochs(subject, workload)]))
  const middle = (subject: SubjectRounds) => summarize(epochs.get(subject)!).median
  const best = subjects
    .filter((subject) => subject.ours && !subject.turbo && counts(subject))
    .reduce<SubjectRounds | undefined>((a, b) => (a && middle(a) <= middle(b) ? a : b), undefined)
  return {
    reference: reference?.name,
    best,
    subjects: subjects.map((subject) => {
      const epochSeconds = summarize(epochs.get(subject)!)
      return {
        subject,
        epochSeconds,
        samplesPerSecond: workload.samples / epochSeconds.median,
        agreement: agreements.get(subject),
        ratio: best && counts(subject) ? ratio(epochs.get(subject)!, epochs.get(best)!) : undefined,
      }
    }),
  }
}

function agreement(subject: SubjectRounds, reference: SubjectRounds | undefined) {
  return reference && compare(evidence(subject), evidence(reference))
}

function evidence({ early, losses, lossesAfter, steps }: SubjectRounds): Evidence {
  if (steps !== undefined) return { early, runs: [] }
  return { early, runs: losses.map((loss, round) => ({ loss, lossAfter: lossesAfter[round]! })) }
}

/** Seconds for a whole epoch, round by round. */
function wholeEpochs(
  { seconds, steps }: SubjectRounds,
  { stepsPerEpoch, steps: common }: EpochResult['workload'],
): number[] {
  return seconds.map((timed) => (timed * stepsPerEpoch) / (steps ?? common))
}
