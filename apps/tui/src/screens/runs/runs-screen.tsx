import { Box, Text } from 'ink'
import type { Curve } from '../../chart/line-chart'
import { linearScale } from '../../chart/scale'
import { Clipped } from '../../components/clipped'
import { LineChart } from '../../components/line-chart'
import { Panel, usePanelInside } from '../../components/panel'
import { useContentSize } from '../../hooks/use-content-size'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import type { FoundRuns } from '../../runs/find-runs'
import type { LoggedEpoch } from '../../runs/run-log'
import type { Charset } from '../../text/charset'
import { largest } from '../../text/largest'
import { comparedRuns, type ListedRun, listedRuns } from './compared'
import { RunsTable, seriesRoles } from './runs-table'

const gap = 1

/** Earlier runs and the present one: their curves in the same charts, their settings in a table. */
export function RunsScreen() {
  const { columns, rows, isCompact } = useContentSize()
  const state = useRun()
  const { runs: view } = useView()
  const runs = listedRuns(state, state.earlier, view.filter)
  const compared = comparedRuns(runs, view)
  const words = wordsOn(state.earlier, runs, view.filter)
  const border = isCompact ? 1 : 2
  // A heading, and the settings of the chosen run below the list.
  const details = rows >= 16 ? 2 : 0
  const table = Math.min(runs.length, Math.max(3, Math.floor(rows / 2) - 5)) + 1 + border + details
  const height = Math.max(0, rows - table - words.length)
  const width = Math.floor((columns - gap) / 2)
  return (
    <Box flexDirection="column">
      <Box columnGap={gap} height={height} flexShrink={0} overflow="hidden">
        <Comparison runs={compared} quantity="Loss" width={width} height={height} />
        <Comparison runs={compared} quantity="Accuracy" width={width} height={height} />
      </Box>
      <RunsTable
        runs={runs}
        compared={compared}
        width={columns}
        height={table}
        hasDetails={details > 0}
      />
      {words.map((text) => (
        <Clipped key={text} width={columns} dimColor>
          {text}
        </Clipped>
      ))}
    </Box>
  )
}

interface ComparisonProps {
  readonly runs: readonly ListedRun[]
  readonly quantity: 'Loss' | 'Accuracy'
  readonly width: number
  readonly height: number
}

function Comparison({ runs, quantity, width, height }: ComparisonProps) {
  const { charset } = useTheme()
  const { side, spread } = useView().runs
  const inside = usePanelInside(width, height)
  const last = Math.max(1, largest(runs.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch))))
  const kind = quantity === 'Loss' ? (spread ? 'log' : 'linear') : spread ? 'nines' : 'percent'
  return (
    <Panel
      title={`${side === 'test' ? 'Test' : 'Training'} ${quantity.toLowerCase()}`}
      note={width >= 40 && <Text dimColor>{spread ? 'log axis' : 'linear axis'}</Text>}
      width={width}
      height={height}
    >
      <LineChart
        curves={runs.map((run, series) =>
          curveOf(run, series, (epoch) => epoch[`${side}${quantity}`], charset),
        )}
        {...inside}
        values={kind}
        acrossName="epoch"
        across={linearScale(0, last, last >= 2 ? 1 : 0)}
        labelCells={inside.width < 30 ? 0 : 5}
      />
    </Panel>
  )
}

function curveOf(
  { epochs }: ListedRun,
  series: number,
  figureOf: (epoch: LoggedEpoch) => number,
  charset: Charset,
): Curve {
  return {
    points: epochs.map((epoch) => ({ x: epoch.epoch, y: figureOf(epoch) })),
    style: { color: seriesRoles[series]! },
    marker: charset.series[series]!,
  }
}

function wordsOn(earlier: FoundRuns | null, runs: readonly ListedRun[], filter: string): string[] {
  if (earlier === null) return ['Looking for the logs of earlier runs ...']
  const { problems } = earlier
  if (filter !== '') return [`Runs with "${filter}"; escape shows all.`]
  if (runs.length > 1) return problems.slice(0, 1)
  return [...problems.slice(0, 1), 'No earlier runs yet: --log FILE or --save DIR keeps them.']
}
