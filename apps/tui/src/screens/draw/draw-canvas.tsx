import { Box, type DOMElement, Text } from 'ink'
import { useCallback, useRef } from 'react'
import type { MouseEvent } from '../../app/mouse-reader'
import { colored } from '../../app/theme'
import { type Pixels, pixelImage } from '../../chart/pixel-image'
import { ChartText } from '../../components/chart-text'
import { clipped } from '../../components/clipped'
import { useServices } from '../../hooks/services'
import { useMouse } from '../../hooks/use-mouse'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import { type Line, span } from '../../text/span'
import type { PreparedEvent } from '../../training/inspection/events'
import { canvasSide } from './canvas'
import { type CanvasPlace, onMouse } from './mouse'
import type { DrawView } from './view'

interface DrawCanvasProps {
  /** Size in cells, without the border. */
  readonly width: number
  readonly height: number
}

/** The canvas, or the picture that was opened, with a title above and a border that always shows. */
export function DrawCanvas({ width, height }: DrawCanvasProps) {
  const theme = useTheme()
  const { charset, depth } = theme
  const { prepared } = useRun().inspection
  const { draw } = useView()
  const ref = useRef<DOMElement>(null)
  useDrawing(ref)
  const shown = prepared?.id === draw.id ? prepared : undefined
  const picture = pixelImage(pixelsOf(draw, shown), {
    ...{ width, height, ramp: 'gray', charset, depth },
  } as const)
  return (
    <Box flexDirection="column" flexShrink={0} width={width + 2}>
      <Box
        borderStyle={charset.border}
        borderColor={colored(theme, draw.isDown ? 'test' : 'border').color}
        width={width + 2}
        height={height + 2}
        flexShrink={0}
      >
        <Box ref={ref} width={width} height={height} flexShrink={0}>
          <ChartText lines={withPen(picture, draw, { width, height }, charset.marker.test)} />
        </Box>
      </Box>
      <Box position="absolute" top={0} left={2}>
        <Text bold>{` ${clipped(titleOf(draw), width - 4, charset.ellipsis)} `}</Text>
      </Box>
    </Box>
  )
}

function titleOf({ opened, isDown, canvas }: DrawView): string {
  if (opened !== null) return opened.name
  if (isDown) return 'pen down'
  return canvas.some((ink) => ink > 0) ? 'your digit' : 'draw here'
}

function useDrawing(ref: React.RefObject<DOMElement | null>): void {
  const { view } = useServices()
  const take = useCallback(
    (event: MouseEvent, place: CanvasPlace) => {
      view.dispatch((view) => {
        const draw = onMouse(view.draw, event, place)
        return draw === view.draw ? view : { ...view, draw }
      })
    },
    [view],
  )
  useMouse(ref, take)
}

function pixelsOf({ opened, canvas }: DrawView, prepared: PreparedEvent | undefined): Pixels {
  if (opened === null) return { values: canvas, rows: canvasSide, columns: canvasSide }
  const first = prepared?.steps[0]
  if (first === undefined) return { values: new Uint8Array(1), rows: 1, columns: 1 }
  return { values: first.pixels, rows: first.height, columns: first.width }
}

/** The picture with the pen over one of its cells. */
function withPen(
  lines: readonly Line[],
  { pen, isDown, opened }: DrawView,
  { width, height }: DrawCanvasProps,
  downMark: string,
): readonly Line[] {
  if (opened !== null) return lines
  const row = Math.floor((pen.y / canvasSide) * height)
  const column = Math.floor((pen.x / canvasSide) * width)
  const mark = isDown ? downMark : '+'
  return lines.map((line, index) => (index === row ? withCell(line, column, mark) : line))
}

function withCell(line: Line, column: number, mark: string): Line {
  let start = 0
  return line.flatMap(({ text, style }) => {
    const characters = Array.from(text)
    const at = column - start
    start += characters.length
    if (at < 0 || at >= characters.length) return [span(text, style)]
    const before = characters.slice(0, at).join('')
    const after = characters.slice(at + 1).join('')
    return [
      ...(before === '' ? [] : [span(before, style)]),
      span(mark, { bold: true, color: 'test' }),
      ...(after === '' ? [] : [span(after, style)]),
    ]
  })
}
