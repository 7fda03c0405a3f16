import cliTruncate from 'cli-truncate'
import { Text, type TextProps } from 'ink'
import { useTheme } from '../hooks/use-theme'
import { printable } from '../text/printable'

/**
 * One line of text in at most `width` cells, an ellipsis where it does not fit. Ink's own truncation
 * has no ASCII ellipsis.
 */
export function Clipped({
  width,
  children,
  ...style
}: TextProps & { readonly width: number; readonly children: string }) {
  const { charset } = useTheme()
  return <Text {...style}>{clipped(children, width, charset.ellipsis)}</Text>
}

/** `text` in at most `width` cells. */
export function clipped(text: string, width: number, ellipsis: string): string {
  return width < 1 ? '' : cliTruncate(printable(text), width, { truncationCharacter: ellipsis })
}
