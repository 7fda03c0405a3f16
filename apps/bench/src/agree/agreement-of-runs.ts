import type { NamedRatio } from './named-ratios.ts'

/** How far two runs of the same comparison may be apart. */
const REPEATABLE = 0.15

/** One ratio in two runs. */
export interface RatioPair {
  readonly name: string
  readonly first: NamedRatio
  readonly second: NamedRatio
  /** How much larger the larger one is: 0.1 is 10%. */
  readonly apart: number
  /** `too noisy` where they are further apart than 15% and the rounds of one run already were. */
  readonly verdict: 'same' | 'too noisy' | 'differs'
}

export interface RunsCompared {
  readonly pairs: readonly RatioPair[]
  /** Names that only one of the runs tells. */
  readonly unpaired: readonly string[]
}

/** Compares what two runs of one bench tell, ratio by ratio. */
export function compareRuns(
  first: readonly NamedRatio[],
  second: readonly NamedRatio[],
): RunsCompared {
  const others = new Map(second.map((one) => [one.name, one]))
  const names = new Set(first.map(({ name }) => name))
  return {
    pairs: first.flatMap((one) => {
      const other = others.get(one.name)
      return other ? [pairOf(one, other)] : []
    }),
    unpaired: [...first, ...second]
      .map(({ name }) => name)
      .filter((name) => !(names.has(name) && others.has(name))),
  }
}

function pairOf(first: NamedRatio, second: NamedRatio): RatioPair {
  const medians = [first.ratio.median, second.ratio.median]
  const apart = Math.max(...medians) / Math.min(...medians) - 1
  const isNoisy = first.ratio.noisy || second.ratio.noisy
  const verdict = apart <= REPEATABLE ? 'same' : isNoisy ? 'too noisy' : 'differs'
  return { name: first.name, first, second, apart, verdict }
}
