import { formatShape, sizeOf } from '../core/shape'
import type { View } from '../core/view'
import { elementFormatter } from './element-formatter'

/** Arrays of more elements than this show only the ends of their axes. */
const summaryThreshold = 1000
/** How many elements at each end of an axis a summary shows. */
const edgeItems = 3
const lineWidth = 75
const separator = ', '
const gap = '...'

/** The positions along an axis that are shown, in order; null stands for those left out. */
function shownPositions(length: number, summarize: boolean): (number | null)[] {
  const every = Array.from({ length }, (_, i) => i)
  if (!summarize || length <= 2 * edgeItems) return every
  return [...every.slice(0, edgeItems), null, ...every.slice(-edgeItems)]
}

/** Where the shown elements lie in memory, in row-major order. */
function shownPlaces(view: View, summarize: boolean, axis = 0, at = view.offset): number[] {
  if (axis === view.shape.length) return [at]
  return shownPositions(view.shape[axis], summarize).flatMap((position) =>
    position === null
      ? []
      : shownPlaces(view, summarize, axis + 1, at + position * view.strides[axis]),
  )
}

/** Words after one another, in lines of at most `width` that start with `indent`. */
function wrapWords(words: readonly string[], indent: string, width: number): string {
  const lines: string[] = []
  let line = indent
  words.forEach((word, i) => {
    if (line.length + word.length > width && line.length > indent.length) {
      lines.push(line.trimEnd())
      line = indent
    }
    line += i < words.length - 1 ? word + separator : word
  })
  return [...lines, line].join('\n')
}

/**
 * The tensor as NumPy prints an array: columns aligned, only the ends of the axes shown beyond
 * 1,000 elements, and then its dtype and shape.
 */
export function formatTensor(view: View): string {
  const { shape } = view
  const open = 'tensor('
  const summarize = sizeOf(shape) > summaryThreshold
  const values = shownPlaces(view, summarize).map((place) => view.data[place])
  // NumPy leaves room for False in every array of bool, but not around a single one.
  const least = view.dtype === 'bool' && shape.length > 0 ? 'False'.length : 0
  const format = elementFormatter(view.dtype, values, least)
  let next = 0

  const level = (axis: number): string => {
    if (axis === shape.length) return format(values[next++])
    const indent = ' '.repeat(open.length + axis + 1)
    const words = shownPositions(shape[axis], summarize).map((position) =>
      position === null ? gap : level(axis + 1),
    )
    const innermost = axis === shape.length - 1
    const body = innermost
      ? wrapWords(words, indent, lineWidth - axis - 1).slice(indent.length)
      : words.join(`,${'\n'.repeat(shape.length - 1 - axis)}${indent}`)
    return `[${body}]`
  }

  const body = values.length === 0 ? '[]' : level(0)
  return `${open}${body}, dtype=${view.dtype}, shape=${formatShape(shape)})`
}
