import { Box, Text } from 'ink'
import { colored } from '../../app/theme'
import { Panel } from '../../components/panel'
import { ProbabilityBars } from '../../components/probability-bars'
import { useContentSize } from '../../hooks/use-content-size'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import type { Inspection } from '../../store/run-state'
import { formatCount } from '../../text/format'
import { largest } from '../../text/largest'
import { printable } from '../../text/printable'
import { DrawCanvas } from './draw-canvas'
import { drawLayout } from './layout'
import { PreparationSteps } from './preparation-steps'

const digits = Array.from('0123456789')

/** A canvas to draw a digit on, the network's prediction, and how the drawing is prepared. */
export function DrawScreen() {
  const size = useContentSize()
  const layout = drawLayout(size)
  return (
    <Box columnGap={1}>
      <DrawCanvas {...layout.canvas} />
      <Side layout={layout} rows={size.rows} />
    </Box>
  )
}

interface SideProps {
  readonly layout: ReturnType<typeof drawLayout>
  readonly rows: number
}

function Side({ layout, rows }: SideProps) {
  const theme = useTheme()
  const { isCompact } = useContentSize()
  const { inspection } = useRun()
  const { draw } = useView()
  const { side, steps } = layout
  const { width, bars } = side
  const prepared = inspection.prepared?.id === draw.id ? inspection.prepared : undefined
  const problem = draw.problem ?? prepared?.problem ?? null
  if (problem !== null)
    return (
      <Panel title="Not a digit" width={width} height={rows}>
        <Text {...colored(theme, 'bad')}>{printable(problem)}</Text>
      </Panel>
    )
  const classes = inspection.testData?.classes ?? digits
  const isBlank = draw.opened === null && !draw.canvas.some((ink) => ink > 0)
  const drawn = isBlank || prepared === undefined ? undefined : inspection.drawn
  const hasSteps = steps.count > 0 && !isBlank && prepared !== undefined
  const border = isCompact ? 1 : 2
  return (
    <Box flexDirection="column">
      <Panel
        title={answer(drawn, classes)}
        note={drawn && width >= 40 && <Text dimColor>{`step ${formatCount(drawn.step)}`}</Text>}
        width={width}
        height={hasSteps ? bars + border : rows}
      >
        <ProbabilityBars
          values={drawn?.values ?? []}
          classes={classes}
          label={null}
          width={Math.min(56, width - (isCompact ? 0 : 4))}
          height={bars}
        />
      </Panel>
      {hasSteps && (
        <Panel title="Preparation" width={width} height={rows - bars - border}>
          <PreparationSteps prepared={prepared} {...steps} />
        </Panel>
      )}
    </Box>
  )
}

function answer(drawn: Inspection['drawn'], classes: readonly string[]): string {
  if (drawn === undefined) return 'Draw a digit'
  const best = drawn.values.indexOf(largest(drawn.values))
  return `Predicted as ${classes[best]}, ${Math.round(100 * (drawn.values[best] ?? 0))}%`
}
