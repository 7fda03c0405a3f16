import { Text } from 'ink'
import { memo } from 'react'
import { type Pixels, pixelImage } from '../chart/pixel-image'
import { useTheme } from '../hooks/use-theme'
import type { Shade } from '../text/span'
import { styledText } from '../text/styled'

interface PixelImageProps {
  readonly pixels: Pixels
  /** Size in cells. */
  readonly width: number
  readonly height: number
  readonly ramp?: Shade['ramp']
}

/** A picture; drawn again only when its pixels are another array, or it has another size. */
export const PixelImage = memo(
  function PixelImage({ pixels, width, height, ramp = 'gray' }: PixelImageProps) {
    const { charset, depth } = useTheme()
    const lines = pixelImage(pixels, { width, height, ramp, charset, depth })
    return <Text>{styledText(lines, depth)}</Text>
  },
  (before, next) =>
    before.pixels.values.buffer === next.pixels.values.buffer &&
    before.pixels.values.byteOffset === next.pixels.values.byteOffset &&
    before.pixels.values.length === next.pixels.values.length &&
    before.width === next.width &&
    before.height === next.height &&
    before.ramp === next.ramp,
)

/**
 * The largest size in cells, within `width` x `height`, that keeps the proportions of a picture of
 * `columns` x `rows` pixels: a cell is about twice as high as it is wide.
 */
export function imageCells(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  { width, height }: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const ratio = (2 * columns) / Math.max(1, rows)
  const cells = Math.min(height, Math.floor(width / ratio))
  return { width: Math.max(1, Math.round(cells * ratio)), height: Math.max(1, cells) }
}
