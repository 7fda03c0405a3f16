import { Command } from 'commander'
import { BenchError } from '../errors.ts'
import { digits, percent } from '../report/format.ts'
import { readAnyStored } from '../report/stored-result.ts'
import { plainTable } from '../report/table.ts'
import { compareRuns, type RatioPair } from './agreement-of-runs.ts'
import { type NamedRatio, namedRatios } from './named-ratios.ts'

/** `bench agree`: whether two runs of a bench tell the same ratios; exits with 1 where they do not. */
export function agreeCommand(): Command {
  return new Command('agree')
    .description('whether two results tell the same ratios within 15%, or were too noisy to tell')
    .argument('<first>', 'a file that `bench epoch`, `networks` or `step --json` wrote')
    .argument('<second>', 'one of the same bench')
    .action((first: string, second: string) => {
      const [one, other] = [first, second].map(ratiosOf) as [NamedRatio[], NamedRatio[]]
      const { pairs, unpaired } = compareRuns(one, other)
      const header = ['ratio', first, second, 'apart', '']
      console.log(plainTable({ header, rows: pairs.map(pairRow) }))
      for (const name of unpaired) console.log(`only one of them tells: ${name}`)
      const different = pairs.filter(({ verdict }) => verdict === 'differs')
      if (pairs.length === 0)
        throw new BenchError('result', 'expected results of the same bench, found no common ratio')
      if (different.length > 0)
        throw new BenchError(
          'result',
          `differ by more than 15%, though neither run was noisy: ${different.map(({ name }) => name).join('; ')}`,
        )
    })
}

function ratiosOf(file: string): NamedRatio[] {
  return namedRatios(readAnyStored(file), file)
}

function pairRow({ name, first, second, apart, verdict }: RatioPair): string[] {
  return [name, told(first), told(second), percent(apart), verdict]
}

function told({ ratio, setting }: NamedRatio): string {
  return `${digits(ratio.median)} (${digits(ratio.low)} to ${digits(ratio.high)}), ${setting}`
}
