import type { Output } from '../sinks/sink'
import { jsonText } from '../text/json-text'
import { plainSetting } from './grid'
import { type Ranked, rank, type SweepRun } from './ranking'
import { rankLines } from './sweep-lines'

/** Prints the ranking of runs, the best setting first: as lines, or as one JSON object per setting. */
export function tellRanking(runs: readonly SweepRun[], json: boolean, output: Output): void {
  const ranking = rank(runs)
  if (!json) output.out(`${rankLines(ranking).join('\n')}\n`)
  else for (const line of ranking.map(rankRecord)) output.out(`${line}\n`)
}

function rankRecord({ setting, ...figures }: Ranked, index: number): string {
  return jsonText({ type: 'rank', rank: index + 1, ...plainSetting(setting), ...figures })
}
