import { Box, Text } from 'ink'
import { colored } from '../app/theme'
import { useTheme } from '../hooks/use-theme'
import { largest } from '../text/largest'
import type { Role } from '../text/span'
import { Clipped } from './clipped'
import { ProgressBar } from './progress-bar'

interface ProbabilityBarsProps {
  /** One probability a class; empty before there are any. */
  readonly values: readonly number[]
  readonly classes: readonly string[]
  /** Size in cells. */
  readonly width: number
  readonly height: number
  /** The true class; null where it is unknown. */
  readonly label: number | null
}

/**
 * One bar a class, in columns as the height demands. Where there is no room for all classes, the
 * most likely and the true one are shown. The true class and a wrong prediction have a mark as well
 * as a colour.
 */
export function ProbabilityBars({ values, classes, width, height, label }: ProbabilityBarsProps) {
  const columns = Math.max(
    1,
    Math.min(Math.ceil(classes.length / Math.max(1, height)), Math.floor(width / 16)),
  )
  const shown = shownClasses(values, classes.length, columns * height, label)
  const perColumn = Math.ceil(shown.length / columns)
  const cell = Math.floor((width - 2 * (columns - 1)) / columns)
  const nameCells = Math.min(
    Math.max(1, largest(shown.map((index) => classes[index]!.length))),
    Math.max(1, Math.floor(cell / 3)),
  )
  const best = values.indexOf(largest(values))
  return (
    <Box columnGap={2} flexShrink={0}>
      {Array.from({ length: columns }, (_, column) => (
        <Box key={`${column}`} flexDirection="column" width={cell} flexShrink={0}>
          {shown.slice(column * perColumn, (column + 1) * perColumn).map((index) => (
            <ClassBar
              key={index}
              name={classes[index]!}
              value={values[index] ?? Number.NaN}
              nameCells={nameCells}
              width={cell}
              isBest={index === best}
              isTrue={index === label}
              isWrong={label !== null && index === best && index !== label}
            />
          ))}
        </Box>
      ))}
    </Box>
  )
}

function shownClasses(
  values: readonly number[],
  count: number,
  room: number,
  label: number | null,
): number[] {
  const all = Array.from({ length: count }, (_, index) => index)
  if (count <= room) return all
  const rank = (index: number): number => (index === label ? 2 : (values[index] ?? 0))
  const chosen = all.toSorted((a, b) => rank(b) - rank(a)).slice(0, Math.max(0, room))
  return chosen.sort((a, b) => a - b)
}

interface ClassBarProps {
  readonly name: string
  readonly value: number
  readonly nameCells: number
  readonly width: number
  readonly isBest: boolean
  readonly isTrue: boolean
  readonly isWrong: boolean
}

function ClassBar({ name, value, nameCells, width, isBest, isTrue, isWrong }: ClassBarProps) {
  const theme = useTheme()
  const { status } = theme.charset
  const role: Role = isTrue ? 'good' : isWrong ? 'bad' : 'accent'
  const mark = Number.isNaN(value) ? ' ' : isTrue ? status.done : isWrong ? status.failed : ' '
  const percent = Number.isNaN(value) ? '--' : `${Math.round(100 * value)}%`
  return (
    <Box>
      <Box width={nameCells + 1}>
        <Clipped width={nameCells} bold={isBest}>
          {name}
        </Clipped>
      </Box>
      <Text {...colored(theme, role)}>{mark} </Text>
      <ProgressBar fraction={value} width={Math.max(0, width - nameCells - 8)} tone={role} />
      <Text bold={isBest}>{percent.padStart(5)}</Text>
    </Box>
  )
}
