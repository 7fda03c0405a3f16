import { Text } from 'ink'
import { colored } from '../app/theme'
import { useRun } from '../hooks/use-run'
import { useTheme } from '../hooks/use-theme'
import type { RunState } from '../store/run-state'
import type { Charset } from '../text/charset'
import { formatPercent } from '../text/format'
import type { Role } from '../text/span'
import { clipped } from './clipped'

/** What the run is doing and its latest test accuracy, in as many words as fit in `width` cells. */
export function Status({ width }: { readonly width: number }) {
  const theme = useTheme()
  const { charset } = theme
  const state = useRun()
  const { mark, words, short, role } = activity(state, charset)
  const accuracy = state.epochs.at(-1)?.testAccuracy
  const percent = accuracy === undefined ? '' : formatPercent(accuracy).trim()
  const gap = ` ${charset.separator} `
  const choices =
    percent === ''
      ? [`${mark} ${words}`, `${mark} ${short}`]
      : [
          `${mark} ${words}${gap}test accuracy ${percent}`,
          `${mark} ${words}${gap}test ${percent}`,
          `${mark} ${short}${gap}test ${percent}`,
          `${mark} ${short}${gap}${percent}`,
          `${mark} ${percent}`,
        ]
  const text = choices.find(({ length }) => length <= width) ?? choices.at(-1)!
  return <Text {...colored(theme, role)}>{clipped(text, width, charset.ellipsis)}</Text>
}

interface Activity {
  readonly mark: string
  readonly words: string
  readonly short: string
  readonly role: Role
}

function activity({ phase, run, epoch, reason }: RunState, { status }: Charset): Activity {
  const words = (mark: string, words: string, role: Role, short = words): Activity => ({
    ...{ mark, words, short, role },
  })
  switch (phase) {
    case 'waiting':
      return words(status.waiting, reason, 'accent')
    case 'training': {
      const where = `epoch ${epoch}/${run?.epochs}`
      return words(status.running, `training ${where}`, 'accent', where)
    }
    case 'measuring':
      return words(status.running, 'evaluating', 'accent')
    case 'paused':
      return words(status.paused, 'paused', 'warn')
    case 'stopping':
      return words(status.paused, 'stopping', 'warn')
    case 'completed':
    case 'stopped':
      return words(status.done, phase, 'good')
    case 'diverged':
      return words(status.failed, 'diverged', 'bad')
    case 'failed':
      return words(status.failed, 'failed', 'bad')
  }
}
