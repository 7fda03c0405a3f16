import { dirname } from 'node:path'
import type { RunState } from '../store/run-state'
import { formatCount, formatDuration, formatLoss, formatPercent } from '../text/format'

/** A few lines on the run for the terminal's own screen; none where no step was taken. */
export function summaryText({ run, phase, epochs, step, elapsed, saved }: RunState): string {
  if (run === null || step === 0) return ''
  const ending = phase === 'completed' ? 'completed' : 'left early'
  const whole = `${epochs.at(-1)?.epoch ?? 0} of ${run.epochs} epochs`
  const lines = [
    `handwritten: ${run.recipe} recipe, seed ${run.seed}, ${ending}: ${whole}, ${formatCount(step)} steps in ${formatDuration(elapsed)}`,
  ]
  const last = epochs.at(-1)
  if (last) {
    const side = (name: string, loss: number, accuracy: number): string =>
      `${name} loss ${formatLoss(loss).trim()}, accuracy ${formatPercent(accuracy).trim()}`
    const train = side('train', last.trainLoss, last.trainAccuracy)
    const test = side('test', last.testLoss, last.testAccuracy)
    lines.push(`  epoch ${last.epoch}: ${train}; ${test}`)
  }
  if (saved) {
    const folder = dirname(saved.file)
    const resume = phase === 'completed' ? '' : `; resume with --save ${folder} --resume`
    lines.push(`  saved in ${folder} at step ${formatCount(saved.step)}${resume}`)
  }
  return `${lines.join('\n')}\n`
}
