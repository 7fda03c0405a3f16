import { Box, type DOMElement, Text } from 'ink'
import { useCallback, useRef } from 'react'
import type { MouseEvent } from '../../app/mouse-reader'
import { colored } from '../../app/theme'
import type { DigitsView } from '../../app/view'
import { clipped } from '../../components/clipped'
import { Panel, usePanelInside } from '../../components/panel'
import { imageCells, PixelImage } from '../../components/pixel-image'
import { useServices } from '../../hooks/services'
import { isInside, useMouse } from '../../hooks/use-mouse'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import type { Outcome } from '../../store/outcomes'
import type { Inspection } from '../../store/run-state'
import type { Charset } from '../../text/charset'
import { formatCount } from '../../text/format'
import type { TestDataEvent } from '../../training/inspection/events'
import { galleryOf } from './gallery-images'
import { imagePixels } from './image-pixels'

/** The most cells that a small image takes. */
const thumb = { width: 14, height: 7 }

const gap = 3

/** The page of small images that holds the selected one, with their true and predicted classes. */
export function Gallery({
  data,
  width,
  height,
}: {
  readonly data: TestDataEvent
  readonly width: number
  readonly height: number
}) {
  const { inspection } = useRun()
  const { digits } = useView()
  const inside = usePanelInside(width, height)
  const outcomes = galleryOf(inspection, digits.cell)
  const cells = imageCells(data, thumb)
  const across = Math.max(1, Math.floor((inside.width + gap) / (thumb.width + gap)))
  const down = Math.max(1, Math.floor((inside.height + 1) / (cells.height + 2)))
  const page = pageWith(outcomes, digits.image, across * down)
  const { outcomes: all } = inspection
  return (
    <Panel
      title={galleryTitle(inspection, data, digits.cell, outcomes.length)}
      note={all && width >= 60 && <Text dimColor>{`step ${formatCount(all.step)}`}</Text>}
      width={width}
      height={height}
    >
      <Box flexWrap="wrap" columnGap={gap} rowGap={1}>
        {page.map((outcome) => (
          <Thumb key={outcome.image} outcome={outcome} data={data} {...cells} />
        ))}
      </Box>
    </Panel>
  )
}

/** What the gallery shows, and how many images that are. */
export function galleryTitle(
  { outcomes }: Inspection,
  { classes, labels }: TestDataEvent,
  cell: DigitsView['cell'],
  count: number,
): string {
  if (!outcomes) return 'Classifying the test images ...'
  return cell === null
    ? `${formatCount(count)} of ${formatCount(labels.length)} predicted wrong`
    : `${formatCount(count)}: ${classes[cell.label]} predicted as ${classes[cell.predicted]}`
}

interface ThumbProps {
  readonly outcome: Outcome
  readonly data: TestDataEvent
  readonly width: number
  readonly height: number
}

function Thumb({ outcome, data, width, height }: ThumbProps) {
  const theme = useTheme()
  const { view } = useServices()
  const { image, label, predicted, confidence } = outcome
  const isSelected = useView().digits.image === image
  const ref = useRef<DOMElement>(null)
  const select = useCallback(
    (event: MouseEvent, place: Parameters<typeof isInside>[1]) => {
      if (event.kind === 'press' && isInside(event, place))
        view.dispatch((view) => ({ ...view, digits: { ...view.digits, image } }))
    },
    [view, image],
  )
  useMouse(ref, select)
  const mark = isSelected ? `${theme.charset.status.running} ` : ''
  const names = [data.classes[label]!, data.classes[predicted]!] as const
  return (
    <Box ref={ref} flexDirection="column" alignItems="center" width={thumb.width} flexShrink={0}>
      <PixelImage pixels={imagePixels(data, image)} width={width} height={height} />
      <Text bold={isSelected} dimColor={!isSelected} {...(isSelected && colored(theme, 'accent'))}>
        {mark + caption(names, confidence, thumb.width - mark.length, theme.charset)}
      </Text>
    </Box>
  )
}

// `4 as 9 85%`, or long names in half of the room each.
function caption(
  [name, predicted]: readonly [string, string],
  confidence: number,
  room: number,
  { ellipsis, more }: Charset,
): string {
  const words = `${name} as ${predicted} ${Math.round(100 * confidence)}%`
  if (words.length <= room) return words
  const half = Math.floor((room - 3) / 2)
  const end = clipped(predicted, room - 3 - Math.min(name.length, half), ellipsis)
  return `${clipped(name, room - 3 - end.length, ellipsis)} ${more.right} ${end}`
}

function pageWith(outcomes: readonly Outcome[], image: number, size: number): readonly Outcome[] {
  const place = Math.max(
    0,
    outcomes.findIndex((outcome) => outcome.image === image),
  )
  return outcomes.slice(Math.floor(place / size) * size).slice(0, size)
}
