import { Box, Text } from 'ink'
import { colored } from '../../app/theme'
import { Clipped } from '../../components/clipped'
import { Panel, usePanelInside } from '../../components/panel'
import { Table, type TableColumn } from '../../components/table'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import { largest } from '../../text/largest'
import type { Role } from '../../text/span'
import { type RunColumn, runColumns } from './columns'
import type { ListedRun } from './compared'

/** The colours of compared runs, in the order of the charsets' markers. */
export const seriesRoles: readonly Role[] = ['test', 'train', 'good', 'warn', 'accent', 'bad']

interface RunsTableProps {
  readonly runs: readonly ListedRun[]
  readonly compared: readonly ListedRun[]
  readonly width: number
  readonly height: number
  /** Whether the chosen run's settings and results are below the list. */
  readonly hasDetails: boolean
}

/** The runs with their results and settings; settings that differ among the compared ones are bold. */
export function RunsTable({ runs, compared, width, height, hasDetails }: RunsTableProps) {
  const inside = usePanelInside(width, height)
  const chosen = Math.min(useView().runs.chosen, Math.max(0, runs.length - 1))
  const fitting = Math.max(1, inside.height - 1 - (hasDetails ? 2 : 0))
  const first = Math.max(0, Math.min(runs.length - fitting, chosen - Math.floor(fitting / 2)))
  const shown = runs.slice(first, first + fitting)
  const nameCells = nameWidth(runs, inside.width)
  const columns = columnsThatFit(inside.width - 4 - nameCells)
  const count =
    runs.length > fitting ? `${first + 1}-${first + shown.length} of ${runs.length}` : ''
  return (
    <Panel
      title="Runs"
      note={count !== '' && <Text dimColor>{count}</Text>}
      width={width}
      height={height}
    >
      <Box flexShrink={0}>
        <Marks runs={shown} compared={compared} chosen={chosen - first} />
        <Table columns={cellsOf(shown, compared, chosen - first, columns, nameCells)} />
      </Box>
      {hasDetails && runs[chosen] && (
        <Box marginTop={1}>
          <Clipped width={inside.width} dimColor>
            {detailsOf(runs[chosen])}
          </Clipped>
        </Box>
      )}
    </Panel>
  )
}

// The chosen run, and the marker that a compared one has in the charts.
function Marks({
  runs,
  compared,
  chosen,
}: {
  readonly runs: readonly ListedRun[]
  readonly compared: readonly ListedRun[]
  readonly chosen: number
}) {
  const theme = useTheme()
  const { charset } = theme
  return (
    <Box flexDirection="column" width={4} flexShrink={0} marginTop={1}>
      {runs.map((run, row) => {
        const series = compared.indexOf(run)
        return (
          <Text key={run.id}>
            {row === chosen ? `${charset.status.running} ` : '  '}
            <Text {...(series >= 0 && colored(theme, seriesRoles[series]!))}>
              {charset.series[series] ?? ' '}
            </Text>
          </Text>
        )
      })}
    </Box>
  )
}

function cellsOf(
  runs: readonly ListedRun[],
  compared: readonly ListedRun[],
  chosen: number,
  columns: readonly RunColumn[],
  nameCells: number,
): TableColumn[] {
  const all = runs.map((_, row) => row)
  const isCompared = (row: number): boolean => compared.includes(runs[row]!)
  const dim = new Set(all.filter((row) => !isCompared(row)))
  const differs = ({ isSetting, text }: RunColumn): boolean =>
    isSetting && new Set(compared.map((run) => text(run))).size > 1
  return [
    {
      ...{ title: 'run', width: nameCells, isLeft: true, dim: new Set<number>() },
      cells: runs.map(({ name }) => name),
      bold: new Set([chosen]),
    },
    ...columns.map((column) => ({
      ...{ title: column.title, width: column.width, isLeft: column.isLeft, dim },
      cells: runs.map((run) => column.text(run)),
      bold: new Set(differs(column) ? all.filter(isCompared) : []),
    })),
  ]
}

/** Names get the room that the most important columns leave. */
function nameWidth(runs: readonly ListedRun[], width: number): number {
  const longest = Math.max(8, largest(runs.map(({ name }) => name.length)))
  const most = width < 60 ? width - 4 - 10 - 9 : Math.max(18, Math.floor(width * 0.3))
  return Math.min(longest, Math.max(8, most))
}

function columnsThatFit(width: number): RunColumn[] {
  let room = width
  const shown: RunColumn[] = []
  for (const column of runColumns) {
    room -= column.width + 2
    if (room < 0) break
    shown.push(column)
  }
  return shown
}

function detailsOf(run: ListedRun): string {
  const facts = runColumns.map(({ title, text }) => `${title} ${text(run).trim()}`)
  return `${run.name}: ${facts.join(', ')}`
}
