import { epochFigures } from '../epoch/epoch-figures.ts'
import type { EpochResult } from '../epoch/epoch-result.ts'
import { BenchError } from '../errors.ts'
import { type Ratio, ratio } from '../harness/ratio.ts'
import { networkFigures } from '../networks/network-figures.ts'
import type { NetworksResult } from '../networks/networks-result.ts'
import type { StoredKind } from '../report/stored-result.ts'
import type { StepResult } from '../step/step-result.ts'

/** A ratio that a second run of the same bench should give again. */
export interface NamedRatio {
  readonly name: string
  /** In which setting it was found; another one may have been the fastest in another run. */
  readonly setting: string
  readonly ratio: Ratio
}

/** The ratios that a result tells; throws `result` for a bench that tells none. */
export function namedRatios(result: StoredKind, file: string): NamedRatio[] {
  if (result.bench === 'epoch') return epochRatios(result as EpochResult)
  if (result.bench === 'networks') return networkRatios(result as NetworksResult)
  if (result.bench === 'step') return stepRatios(result as StepResult)
  throw new BenchError(
    'result',
    `${file}: expected a result of epoch, networks or step, which tell ratios, found one of ${result.bench}`,
  )
}

function epochRatios(result: EpochResult): NamedRatio[] {
  return epochFigures(result).subjects.flatMap(({ subject, ratio }) =>
    ratio && !subject.ours
      ? [{ name: `epoch, ${subject.name}`, setting: subject.setting, ratio }]
      : [],
  )
}

function networkRatios({ networks }: NetworksResult): NamedRatio[] {
  return networks.flatMap((rounds) =>
    networkFigures(rounds).flatMap(({ subject, ratio }) =>
      ratio && !subject.ours
        ? [
            {
              name: `${rounds.network.name}, ${subject.name}`,
              setting: subject.setting,
              ratio,
            },
          ]
        : [],
    ),
  )
}

/** One thread over each larger number of them. */
function stepRatios({ programs: [one, ...more] }: StepResult): NamedRatio[] {
  return more.map(({ threads, seconds }) => ({
    name: `step, 1 thread over ${threads}`,
    setting: 'captured',
    ratio: ratio(one!.seconds, seconds),
  }))
}
