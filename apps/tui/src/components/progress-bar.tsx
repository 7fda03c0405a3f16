import { bar } from '../chart/bar'
import { useTheme } from '../hooks/use-theme'
import type { Role } from '../text/span'
import { ChartText } from './chart-text'

/** A horizontal bar of `width` cells, filled to `fraction` from 0 to 1. */
export function ProgressBar({
  fraction,
  width,
  tone = 'accent',
}: {
  readonly fraction: number
  readonly width: number
  readonly tone?: Role
}) {
  const { charset } = useTheme()
  return <ChartText lines={[bar(fraction, width, charset, { color: tone })]} />
}
