import { Box, Text } from 'ink'
import { PixelImage } from '../../components/pixel-image'
import type { PreparedEvent } from '../../training/inspection/events'
import { type DrawLayout, stepGap } from './layout'

const captions = { gray: 'gray', ink: 'ink', crop: 'cropped', fit: '20x20', centre: 'centred' }

type PreparationStepsProps = DrawLayout['steps'] & { readonly prepared: PreparedEvent }

/** The last steps of the preparation; the network sees the result of the last one. */
export function PreparationSteps(props: PreparationStepsProps) {
  const { prepared, count, across, width, height } = props
  const { steps, inverted } = prepared
  return (
    <Box
      flexWrap="wrap"
      columnGap={stepGap}
      rowGap={1}
      width={across * (width + stepGap) - stepGap}
    >
      {steps.slice(-count).map(({ name, pixels, width: columns, height: rows }) => (
        <Box key={name} flexDirection="column" width={width} flexShrink={0}>
          <Text dimColor>{name === 'ink' && inverted ? 'ink, inverted' : captions[name]}</Text>
          <PixelImage
            pixels={squared({ values: pixels, rows, columns })}
            width={width}
            height={height}
          />
        </Box>
      ))}
    </Box>
  )
}

/** The picture in the middle of a black square, so that it keeps its proportions. */
function squared({ values, rows, columns }: { values: Uint8Array; rows: number; columns: number }) {
  const side = Math.max(rows, columns, 1)
  const padded = new Uint8Array(side * side)
  const [top, left] = [Math.floor((side - rows) / 2), Math.floor((side - columns) / 2)]
  for (let row = 0; row < rows; row++)
    padded.set(values.subarray(row * columns, (row + 1) * columns), (top + row) * side + left)
  return { values: padded, rows: side, columns: side }
}
