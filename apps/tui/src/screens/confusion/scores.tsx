import { Box } from 'ink'
import { Panel, usePanelInside } from '../../components/panel'
import { Table } from '../../components/table'
import { useView } from '../../hooks/use-view'
import type { Outcomes } from '../../store/outcomes'
import { formatCount, formatPercent } from '../../text/format'
import { firstShown } from './layout'

interface ScoresProps {
  readonly outcomes: Outcomes
  readonly classes: readonly string[]
  readonly width: number
  readonly height: number
}

/** Precision, recall and F1 of each class with their mean, and the most frequent mistakes. */
export function Scores(props: ScoresProps) {
  const { classes, height } = props
  const scores = Math.min(classes.length + 4, height)
  const mistakes = height - scores
  return (
    <Box flexDirection="column" flexShrink={0}>
      <ClassScores {...props} height={mistakes < 4 ? height : scores} />
      {mistakes >= 4 && <FrequentMistakes {...props} height={mistakes} />}
    </Box>
  )
}

/** Precision, recall and F1 of the classes around the chosen one, and their mean. */
export function ClassScores({ outcomes, classes, width, height }: ScoresProps) {
  const inside = usePanelInside(width, height)
  const { label } = useView().confusion
  const { scores, average } = outcomes
  // A heading above the classes, their mean below.
  const fitting = Math.max(1, Math.min(classes.length, inside.height - 2))
  const first = firstShown(classes.length, fitting, label)
  const shown = scores.slice(first, first + fitting)
  const bold = new Set([label - first])
  const column = (title: string, key: 'precision' | 'recall' | 'f1') => ({
    ...{ title, width: 9, bold },
    cells: [...shown.map((score) => formatPercent(score[key])), formatPercent(average[key])],
  })
  const name = {
    ...{ title: 'class', width: inside.width - 30, isLeft: true, bold },
    cells: [...classes.slice(first, first + fitting), 'mean'],
  }
  const columns = [
    name,
    column('precision', 'precision'),
    column('recall', 'recall'),
    column('F1', 'f1'),
  ]
  return (
    <Panel title="Scores" width={width} height={height}>
      <Table columns={columns} gap={1} />
    </Panel>
  )
}

/** The pairs of classes that are confused most often. */
export function FrequentMistakes({ outcomes, classes, width, height }: ScoresProps) {
  const inside = usePanelInside(width, height)
  const pairs = frequentMistakes(outcomes).slice(0, Math.max(0, inside.height - 1))
  const names = Math.floor((inside.width - 9) / 2)
  const columns = [
    {
      ...{ title: 'true', width: names, isLeft: true },
      cells: pairs.map(({ label }) => classes[label]!),
    },
    {
      ...{ title: 'predicted', width: names, isLeft: true },
      cells: pairs.map(({ predicted }) => classes[predicted]!),
    },
    { title: 'images', width: 7, cells: pairs.map(({ count }) => formatCount(count)) },
  ]
  return (
    <Panel title="Most frequent mistakes" width={width} height={height}>
      <Table columns={columns} gap={1} />
    </Panel>
  )
}

/** The cells off the diagonal that hold images, the fullest first. */
function frequentMistakes({ counts }: Outcomes) {
  return counts
    .flatMap((row, label) => row.map((count, predicted) => ({ label, predicted, count })))
    .filter(({ label, predicted, count }) => label !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
}
