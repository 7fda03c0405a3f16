import { compare, type Losses } from '../harness/agreement.ts'
import { type Ratio, ratio } from '../harness/ratio.ts'
import { median } from '../harness/statistics.ts'
import type { NetworkRounds, NetworkSubject } from './networks-result.ts'

/** What a report says of one program on one network. */
export interface NetworkFigures {
  readonly subject: NetworkSubject
  /** Largest relative difference of its losses from those of the others' first. */
  readonly difference: number
  readonly agrees: boolean
  /** Its time over that of our fastest, round by round; undefined where it computes something else. */
  readonly ratio: Ratio | undefined
}

/** Our fastest and each peer, compared with the first peer's losses. */
export function networkFigures({ subjects }: NetworkRounds): NetworkFigures[] {
  const usual = ({ seconds }: NetworkSubject) => median(seconds)
  const [best] = subjects.filter(({ ours }) => ours).toSorted((a, b) => usual(a) - usual(b))
  const reference = subjects.find(({ ours }) => !ours) ?? best
  return subjects.map((subject) => {
    const { agrees, early } = agreement(subject.early, reference!.early)
    return {
      subject,
      difference: early,
      agrees,
      ratio: best && agrees ? ratio(subject.seconds, best.seconds) : undefined,
    }
  })
}

function agreement(early: Losses, reference: Losses) {
  return compare({ early, runs: [] }, { early: reference, runs: [] })
}
