import { type Summary, summarize } from './statistics.ts'

/** How far a second run of the same comparison may land before it counts as noise. */
const REPEATABLE = 0.15

export interface Ratio extends Summary {
  /** `faster` or `slower` where the interval lies on one side of 1, `even` where it does not. */
  readonly verdict: 'faster' | 'slower' | 'even'
  /** The interval is wider than `REPEATABLE` on either side: the machine was too noisy to tell how much. */
  readonly noisy: boolean
}

/**
 * How many times longer `theirs` took than `ours`, round by round, so that whatever slowed a whole
 * round cancels. Both rows hold the same rounds in the same order.
 */
export function ratio(theirs: readonly number[], ours: readonly number[]): Ratio {
  const summary = summarize(theirs.map((seconds, round) => seconds / ours[round]!))
  const { median, low, high, runs } = summary
  const reach = Math.max(high / median - 1, 1 - low / median)
  return {
    ...summary,
    verdict: low > 1 ? 'faster' : high < 1 ? 'slower' : 'even',
    noisy: runs < 5 || reach > REPEATABLE,
  }
}
