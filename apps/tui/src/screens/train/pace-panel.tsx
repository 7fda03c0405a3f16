import { Box, Text } from 'ink'
import type { ReactNode } from 'react'
import { Panel } from '../../components/panel'
import { ProgressBar } from '../../components/progress-bar'
import { Sparkline } from '../../components/sparkline'
import { useRun } from '../../hooks/use-run'
import { progressOf } from '../../store/progress'
import { formatCount, formatDuration, formatLoss, formatRate } from '../../text/format'

interface PacePanelProps {
  readonly columns: number
  readonly height: number
  readonly hasSparkline: boolean
  readonly bars: 1 | 2
}

/** The latest losses and learning rates as columns, and how far the epoch and the run are. */
export function PacePanel({ columns, height, hasSparkline, bars }: PacePanelProps) {
  const isBordered = height > bars + (hasSparkline ? 1 : 0)
  const rows = (
    <PaceRows
      columns={isBordered ? columns - 4 : columns}
      hasSparkline={hasSparkline}
      bars={bars}
    />
  )
  if (!isBordered) return rows
  return (
    <Panel title="Progress" width={columns} height={height}>
      {rows}
    </Panel>
  )
}

function PaceRows({ columns, hasSparkline, bars }: Omit<PacePanelProps, 'height'>) {
  const state = useRun()
  const progress = progressOf(state)
  const labelCells = columns < 70 ? 11 : 12
  const wordCells = columns < 70 ? 18 : 24
  const bar = Math.max(0, columns - labelCells - wordCells - 6)
  const epoch = state.run === null ? 'epoch' : `epoch ${state.epoch}/${state.run.epochs}`
  const speed = `${formatCount(progress.samplesPerSecond)} images/s`
  const times = `${formatDuration(state.elapsed)}, ${formatDuration(progress.secondsLeft)} left`
  const fractions =
    bars === 1
      ? [{ label: epoch, fraction: progress.runFraction, words: times }]
      : [
          { label: epoch, fraction: progress.epochFraction, words: speed },
          { label: 'run', fraction: progress.runFraction, words: times },
        ]
  return (
    <Box flexDirection="column" flexShrink={0}>
      {hasSparkline && <Latest columns={columns} labelCells={labelCells} />}
      {fractions.map(({ label, fraction, words }) => (
        <Row key={label} label={label} labelCells={labelCells}>
          <ProgressBar fraction={fraction} width={bar} />
          <Text bold>{`${Math.floor(100 * fraction)}%`.padStart(5)}</Text>
          <Text> {words.padStart(wordCells)}</Text>
        </Row>
      ))}
    </Box>
  )
}

/** The losses of the latest steps on the left, the learning rate of the run on the right. */
function Latest({
  columns,
  labelCells,
}: {
  readonly columns: number
  readonly labelCells: number
}) {
  const { recentLosses, learningRate, history } = useRun()
  const latest = recentLosses.at(-1)
  const loss = latest === undefined ? '--' : formatLoss(latest)
  const rate = Number.isNaN(learningRate) ? '--' : formatRate(learningRate)
  if (columns < 70)
    return (
      <Row label="step loss" labelCells={labelCells}>
        <Sparkline values={recentLosses} width={columns - labelCells - 25} tone="train" />
        <Text>{` ${loss}, rate ${rate}`}</Text>
      </Row>
    )
  const half = Math.floor((columns - 3) / 2)
  const other = columns - half - 3
  const rates = history.buckets.map((bucket) => bucket.learningRate)
  return (
    <Box columnGap={3} flexShrink={0}>
      <Box width={half}>
        <Row label="step loss" labelCells={labelCells}>
          <Sparkline values={recentLosses} width={half - labelCells - 8} tone="train" />
          <Text>{loss.padStart(8)}</Text>
        </Row>
      </Box>
      <Row label="learning rate" labelCells={15}>
        <Sparkline values={resampled(rates, other - 26)} width={other - 26} tone="accent" />
        <Text>{rate.padStart(11)}</Text>
      </Row>
    </Box>
  )
}

function Row({
  label,
  labelCells,
  children,
}: {
  readonly label: string
  readonly labelCells: number
  readonly children: ReactNode
}) {
  return (
    <Box flexShrink={0} height={1} overflow="hidden">
      <Box width={labelCells} flexShrink={0}>
        <Text dimColor>{label}</Text>
      </Box>
      {children}
    </Box>
  )
}

/** `count` of the values at even distances, first and last included; all where they are fewer. */
function resampled(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count || count < 2) return values
  return Array.from(
    { length: count },
    (_, place) => values[Math.round((place * (values.length - 1)) / (count - 1))]!,
  )
}
