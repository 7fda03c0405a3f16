import type { Curve, LineChartOptions } from '../chart/line-chart'
import { lineChart } from '../chart/line-chart'
import { useTheme } from '../hooks/use-theme'
import { ChartText } from './chart-text'

interface LineChartProps extends Omit<LineChartOptions, 'charset'> {
  readonly curves: readonly Curve[]
}

/** Curves over axes. */
export function LineChart({ curves, ...options }: LineChartProps) {
  const { charset } = useTheme()
  return <ChartText lines={lineChart(curves, { ...options, charset })} />
}
