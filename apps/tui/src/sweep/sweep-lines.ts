import { formatLoss, formatPercent } from '../text/format'
import { largest } from '../text/largest'
import { settingWords } from './grid'
import type { Ranked, SweepRun } from './ranking'

/** A line for a run of a sweep. */
export function runLine(run: SweepRun, place: number, count: number): string {
  const begin = `${String(place).padStart(String(count).length)}/${count}  ${settingWords(run.setting)}  seed ${run.seed}`
  if (Number.isNaN(run.accuracy)) return `${begin}  diverged`
  return `${begin}  accuracy ${formatPercent(run.accuracy).trim()}  loss ${formatLoss(run.loss).trim()}`
}

/** The ranking as lines, the best first. */
export function rankLines(ranking: readonly Ranked[]): string[] {
  const widest = largest(ranking.map(({ setting }) => settingWords(setting).length))
  return ranking.map((ranked, index) => {
    const begin = `${String(index + 1).padStart(String(ranking.length).length)}. ${settingWords(ranked.setting).padEnd(widest)}`
    return `${begin}  ${figures(ranked)}`
  })
}

function figures({ runs, diverged, accuracy, deviation, loss }: Ranked): string {
  const ended = `${runs} ${runs === 1 ? 'run' : 'runs'}${diverged > 0 ? `, ${diverged} diverged` : ''}`
  if (Number.isNaN(accuracy)) return ended
  const spread = Number.isNaN(deviation) ? '' : ` ± ${(100 * deviation).toFixed(2)}`
  return `accuracy ${formatPercent(accuracy).trim()}${spread}  loss ${formatLoss(loss).trim()}  ${ended}`
}
