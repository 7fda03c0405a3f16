import { Box, type DOMElement, Text } from 'ink'
import { useCallback, useRef } from 'react'
import type { MouseEvent } from '../../app/mouse-reader'
import { colored } from '../../app/theme'
import type { TrainView } from '../../app/view'
import { plotMargin } from '../../chart/axes'
import { linearScale } from '../../chart/scale'
import { LineChart } from '../../components/line-chart'
import { Panel, usePanelInside } from '../../components/panel'
import { useServices } from '../../hooks/services'
import { useKeyContext } from '../../hooks/use-key-context'
import { isInside, useMouse } from '../../hooks/use-mouse'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import { curvesOf, type Quantity, rateCurve, readAt } from '../../store/curves'
import type { RunState } from '../../store/run-state'
import { spanOf } from '../../store/zoom'
import { formatLoss, formatPercent, formatRate } from '../../text/format'
import { zoomedAround } from './keys'

interface ChartPanelProps {
  readonly width: number
  readonly height: number
}

const titles = { loss: 'Loss', accuracy: 'Accuracy' } as const
const formats = { loss: formatLoss, accuracy: formatPercent } as const

/** Cells that the labels of the upright axes take at least, so that neighbouring charts line up. */
const labelCells = 5

/** Loss or accuracy over epochs, with the values at the cursor or the latest ones in the title. */
export function ChartPanel({
  quantity,
  width,
  height,
}: ChartPanelProps & { readonly quantity: Quantity }) {
  const { charset } = useTheme()
  const state = useRun()
  const { train } = useView()
  const scale =
    quantity === 'loss' ? (train.spread ? 'log' : 'linear') : train.spread ? 'nines' : 'percent'
  return (
    <TimeChart
      title={titles[quantity]}
      note={width >= 38 && <Values quantity={quantity} hasNames={width >= 47} />}
      curves={curvesOf(state, quantity, train, charset)}
      values={scale}
      width={width}
      height={height}
    />
  )
}

/** The learning rate over epochs. */
export function RatePanel({ width, height }: ChartPanelProps) {
  const state = useRun()
  const { train } = useView()
  const theme = useTheme()
  const { at } = cursorOf(state, train)
  const curve = rateCurve(state)
  const rate = curve.points.findLast(({ x }) => x <= at + 1e-9)?.y ?? Number.NaN
  return (
    <TimeChart
      title="Learning rate"
      note={
        <Text {...colored(theme, 'accent')}>{Number.isNaN(rate) ? '--' : formatRate(rate)}</Text>
      }
      curves={[curve]}
      values="linear"
      width={width}
      height={height}
    />
  )
}

/** The values of both charts in words, at the cursor or the latest ones. */
export function Figures() {
  const theme = useTheme()
  const state = useRun()
  const { train } = useView()
  const { at } = cursorOf(state, train)
  const loss = readAt(state, 'loss', train.smoothing, at)
  const accuracy = readAt(state, 'accuracy', train.smoothing, at)
  return (
    <Box flexDirection="column" flexShrink={0}>
      {(['train', 'test'] as const).map((side) => (
        <Text key={side}>
          <Text {...colored(theme, side)}>{`${theme.charset.marker[side]} ${side.padEnd(5)}`}</Text>
          {` loss ${figure(loss[side], formatLoss)}  accuracy ${figure(accuracy[side], formatPercent)}`}
        </Text>
      ))}
    </Box>
  )
}

interface TimeChartProps extends ChartPanelProps {
  readonly title: string
  readonly note: React.ReactNode
  readonly curves: Parameters<typeof LineChart>[0]['curves']
  readonly values: Parameters<typeof LineChart>[0]['values']
}

/** Curves over the chosen epochs. A click sets the cursor, the wheel zooms. */
function TimeChart({ title, note, curves, values, width, height }: TimeChartProps) {
  const state = useRun()
  const { train } = useView()
  const inside = usePanelInside(width, height)
  const { cursor, from, to } = cursorOf(state, train)
  const ref = useRef<DOMElement>(null)
  useChartMouse(ref, plotMargin(inside, labelCells))
  return (
    <Panel
      title={cursor === undefined ? title : `${title} at ${cursor.toFixed(2)}`}
      note={note}
      width={width}
      height={height}
    >
      <Box ref={ref} height={inside.height} flexShrink={0}>
        <LineChart
          curves={curves}
          width={inside.width}
          height={inside.height}
          values={values}
          across={linearScale(from, to, to - from >= 2 ? 1 : 0)}
          acrossName="epoch"
          labelCells={inside.width < 30 ? 0 : labelCells}
          {...(cursor !== undefined && { cursor })}
        />
      </Box>
    </Panel>
  )
}

function useChartMouse(ref: React.RefObject<DOMElement | null>, margin: number): void {
  const { view } = useServices()
  const context = useKeyContext()
  const take = useCallback(
    (event: MouseEvent, place: Parameters<typeof isInside>[1]) => {
      if (event.kind === 'release' || !isInside(event, place)) return
      const room = place.width - margin - 1
      const at = Math.min(1, Math.max(0, (event.column - place.left - margin) / room))
      const { kind, button } = event
      view.dispatch((view) => ({
        ...view,
        train:
          kind === 'wheel'
            ? {
                ...view.train,
                zoom: zoomedAround(view.train, button === 'up' ? 1 / 2 : 2, at, context()),
              }
            : { ...view.train, cursor: at },
      }))
    },
    [view, context, margin],
  )
  useMouse(ref, take)
}

/** The values of the curves at the cursor, or the latest, with names where there is room. */
function Values({
  quantity,
  hasNames,
}: {
  readonly quantity: Quantity
  readonly hasNames: boolean
}) {
  const theme = useTheme()
  const state = useRun()
  const { train } = useView()
  const values = readAt(state, quantity, train.smoothing, cursorOf(state, train).at)
  return (
    <Text>
      {(['train', 'test'] as const).map((side) => (
        <Text key={side}>
          <Text {...colored(theme, side)}>
            {`${side === 'test' ? '  ' : ''}${theme.charset.marker[side]}${hasNames ? ` ${side}` : ''} `}
          </Text>
          {figure(values[side], formats[quantity]).trim()}
        </Text>
      ))}
    </Text>
  )
}

/** The epochs that the charts span, the cursor among them, and where values are read. */
function cursorOf(state: RunState, { zoom, cursor }: TrainView) {
  const [from, to] = spanOf(state, zoom)
  const place = cursor === null ? undefined : from + cursor * (to - from)
  return { from, to, cursor: place, at: place ?? to }
}

// Dashes of the same width take the place of an unknown value.
function figure(value: number, format: (value: number) => string): string {
  return Number.isNaN(value) ? '--'.padStart(format(0).length) : format(value)
}
