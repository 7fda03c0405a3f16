import type { SplitScores } from './one-against-rest'

/** What is at or above a threshold, and what is exactly at it. */
export interface Threshold {
  readonly truePositives: number
  readonly falsePositives: number
  readonly newTruePositives: number
  readonly newFalsePositives: number
}

/** Walks down the distinct scores; samples of equal score are taken in together. */
export function* thresholds({ positive, negative }: SplitScores): Generator<Threshold> {
  const hits = positive.toSorted().reverse()
  const alarms = negative.toSorted().reverse()
  let truePositives = 0
  let falsePositives = 0
  while (truePositives < hits.length || falsePositives < alarms.length) {
    const score = Math.max(
      hits[truePositives] ?? Number.NEGATIVE_INFINITY,
      alarms[falsePositives] ?? Number.NEGATIVE_INFINITY,
    )
    const before = { truePositives, falsePositives }
    while (hits[truePositives] === score) truePositives++
    while (alarms[falsePositives] === score) falsePositives++
    yield {
      truePositives,
      falsePositives,
      newTruePositives: truePositives - before.truePositives,
      newFalsePositives: falsePositives - before.falsePositives,
    }
  }
}
