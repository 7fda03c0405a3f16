import { Box, type DOMElement, Text } from 'ink'
import { useCallback, useRef } from 'react'
import type { MouseEvent } from '../../app/mouse-reader'
import { figureEnd, heatMap } from '../../chart/heat-map'
import { ChartText } from '../../components/chart-text'
import { Clipped, clipped } from '../../components/clipped'
import { Panel } from '../../components/panel'
import { Waiting } from '../../components/waiting'
import { useServices } from '../../hooks/services'
import { useContentSize } from '../../hooks/use-content-size'
import { isInside, useMouse } from '../../hooks/use-mouse'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import type { Confused, Outcomes } from '../../store/outcomes'
import { formatCount, formatPercent } from '../../text/format'
import { confusionLayout, firstShown, sideCells } from './layout'
import { ClassScores, FrequentMistakes, Scores } from './scores'

/** The confusion matrix with the scores of each class. */
export function ConfusionScreen() {
  const { outcomes, testData } = useRun().inspection
  if (!outcomes || !testData) return <Waiting for="the predictions of the test images" />
  return <Confusion outcomes={outcomes} classes={testData.classes} />
}

interface ConfusionProps {
  readonly outcomes: Outcomes
  readonly classes: readonly string[]
}

function Confusion({ outcomes, classes }: ConfusionProps) {
  const size = useContentSize()
  const { confusion: chosen } = useView()
  const layout = confusionLayout(size, classes)
  const { matrix, side, below } = layout
  const note = matrix.width >= 70 ? `step ${formatCount(outcomes.step)}` : ''
  const title = cellTitle(outcomes.counts, chosen, classes)
  const { ellipsis } = useTheme().charset
  return (
    <Box columnGap={1} flexDirection={below > 0 ? 'column' : 'row'}>
      <Panel
        title={clipped(title, matrix.width - note.length - 8, ellipsis)}
        note={note && <Text dimColor>{note}</Text>}
        {...matrix}
      >
        <Matrix outcomes={outcomes} classes={classes} layout={layout} />
      </Panel>
      {side > 0 && <Scores {...{ outcomes, classes }} width={side} height={size.rows} />}
      {below > 0 && (
        <Box columnGap={1}>
          <ClassScores {...{ outcomes, classes }} width={sideCells} height={below} />
          <FrequentMistakes
            {...{ outcomes, classes }}
            width={size.columns - sideCells - 1}
            height={below}
          />
        </Box>
      )}
    </Box>
  )
}

/** What the chosen cell says: `7 of 982 fours predicted as 9, 0.71%` with the classes' own names. */
export function cellTitle(
  counts: Outcomes['counts'],
  { label, predicted }: Confused,
  classes: readonly string[],
): string {
  const count = counts[label]![predicted]!
  const total = counts[label]!.reduce((sum, count) => sum + count, 0)
  const what = label === predicted ? 'predicted correctly' : `predicted as ${classes[predicted]}`
  const share = total === 0 ? '' : `, ${formatPercent(count / total).trim()}`
  return `${formatCount(count)} of ${formatCount(total)} ${manyOf(classes[label]!)} ${what}${share}`
}

const digitWords = [
  ...['zeros', 'ones', 'twos', 'threes', 'fours', 'fives', 'sixes', 'sevens', 'eights', 'nines'],
]

/** The name of a class for several images of it. */
function manyOf(name: string): string {
  return /^\d$/.test(name) ? digitWords[Number(name)]! : `images of ${name}`
}

interface MatrixProps extends ConfusionProps {
  readonly layout: ReturnType<typeof confusionLayout>
}

function Matrix({ outcomes, classes, layout }: MatrixProps) {
  const theme = useTheme()
  const { confusion: chosen } = useView()
  const { nameCells, cell, rows, columns } = layout
  const top = firstShown(classes.length, rows, chosen.label)
  const left = firstShown(classes.length, columns, chosen.predicted)
  const ref = useRef<DOMElement>(null)
  useMatrixMouse(ref, cell, { top, left })
  const shownColumns = classes.slice(left, left + columns)
  const shown = outcomes.counts.slice(top, top + rows)
  const cells = shown.map((counts, row) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    return counts.slice(left, left + columns).map((count, column) => ({
      text: countText(count, cell.width, theme.charset.shades.at(-1)!),
      heat: heatOf(count, total),
      isChosen: top + row === chosen.label && left + column === chosen.predicted,
    }))
  })
  const { ellipsis, more } = theme.charset
  const heading = shownColumns.map((name) =>
    clipped(name, cell.width - 1, ellipsis)
      .padStart(figureEnd(cell.width))
      .padEnd(cell.width),
  )
  return (
    <Box flexDirection="column">
      <Box>
        <Text dimColor>{'true'.padEnd(nameCells)}</Text>
        <Text bold>{left > 0 ? more.left : ' '}</Text>
        <Text dimColor>{heading.join('')}</Text>
        <Text bold>{left + columns < classes.length ? more.right : ''}</Text>
      </Box>
      <Box>
        <Box flexDirection="column" width={nameCells + 1} flexShrink={0}>
          {classes.slice(top, top + rows).map((name, row) => (
            <Box key={name} height={cell.height} paddingTop={Math.floor((cell.height - 1) / 2)}>
              <Box width={nameCells}>
                <Clipped
                  width={nameCells}
                  bold={top + row === chosen.label}
                  dimColor={top + row !== chosen.label}
                >
                  {name}
                </Clipped>
              </Box>
              {row === 0 && top > 0 && <Text bold>{more.up}</Text>}
              {row === rows - 1 && top + rows < classes.length && <Text bold>{more.down}</Text>}
            </Box>
          ))}
        </Box>
        <Box ref={ref} flexShrink={0}>
          <ChartText lines={heatMap(cells, { ...cell, depth: theme.depth })} />
        </Box>
      </Box>
    </Box>
  )
}

// A click chooses a cell.
function useMatrixMouse(
  ref: React.RefObject<DOMElement | null>,
  { width, height }: { readonly width: number; readonly height: number },
  { top, left }: { readonly top: number; readonly left: number },
): void {
  const { view } = useServices()
  const choose = useCallback(
    (event: MouseEvent, place: Parameters<typeof isInside>[1]) => {
      if (event.kind !== 'press' || !isInside(event, place)) return
      const label = top + Math.floor((event.row - place.top) / height)
      const predicted = left + Math.floor((event.column - place.left) / width)
      view.dispatch((view) => ({ ...view, confusion: { label, predicted } }))
    },
    [view, width, height, top, left],
  )
  useMouse(ref, choose)
}

/** A count in less than `width` cells: thousands as `1k`, a filled cell where even that is too long. */
export function countText(count: number, width: number, full: string): string {
  const room = Math.max(1, width > 2 ? width - 1 : width)
  if (count === 0) return '.'
  const choices = [String(count), ...(count >= 1000 ? [`${Math.floor(count / 1000)}k`] : [])]
  return choices.find(({ length }) => length <= room) ?? full.repeat(room)
}

// On a logarithmic scale, so that one mistake is visible beside a thousand correct predictions.
function heatOf(count: number, total: number): number {
  return count === 0 ? 0 : Math.log1p(count) / Math.log1p(total)
}
