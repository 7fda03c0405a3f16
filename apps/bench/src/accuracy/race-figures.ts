import { type Ratio, ratio } from '../harness/ratio.ts'
import { median } from '../harness/statistics.ts'
import type { EpochRecord } from './accuracy-figures.ts'
import type { RaceRounds } from './race.ts'

/** What a race tells of one accuracy: each side in its fastest setting. */
export interface RaceFigures {
  readonly ours: RaceRounds
  readonly theirs: RaceRounds
  /** Median seconds of training until the accuracy was seen at the end of an epoch. */
  readonly ourSeconds: number
  readonly theirSeconds: number
  /** Their time over ours, of the rounds in which both got there. */
  readonly ratio: Ratio
}

/** Undefined where one side was not there, or no round saw both reach the accuracy. */
export function raceFigures(
  race: readonly RaceRounds[],
  threshold: number,
): RaceFigures | undefined {
  const [ours, theirs] = [true, false].map((own) =>
    fastest(
      race.filter((rounds) => rounds.ours === own),
      threshold,
    ),
  )
  if (!ours || !theirs) return undefined
  const pairs = ours.rounds.flatMap((epochs, round) => {
    const [own, other] = [epochs, theirs.rounds[round]!].map((one) => reached(one, threshold))
    return own && other ? [{ own, other }] : []
  })
  if (pairs.length === 0) return undefined
  const [own, other] = [pairs.map((pair) => pair.own), pairs.map((pair) => pair.other)]
  return {
    ours,
    theirs,
    ourSeconds: median(own),
    theirSeconds: median(other),
    ratio: ratio(other, own),
  }
}

function fastest(entries: readonly RaceRounds[], threshold: number): RaceRounds | undefined {
  const usual = ({ rounds }: RaceRounds) =>
    median(rounds.map((epochs) => reached(epochs, threshold) ?? Number.POSITIVE_INFINITY))
  return entries.toSorted((a, b) => (usual(a) < usual(b) ? -1 : 1))[0]
}

function reached(epochs: readonly EpochRecord[], threshold: number): number | undefined {
  return epochs.find(({ testAccuracy }) => testAccuracy >= threshold)?.trainSeconds
}
