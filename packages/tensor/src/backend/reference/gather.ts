import { IndexError } from '../../core/errors'
import type { View } from '../../core/view'
import { forEachPosition, forEachRow, withoutAxis } from './for-each-row'

/** The index as a number from 0: negative ones count from the end. */
function fromZero(operation: string, index: number, size: number): number {
  const place = index < 0 ? index + size : index
  if (place < 0 || place >= size) {
    throw new IndexError(`${operation}: index ${index} is out of range for size ${size}`)
  }
  return place
}

/** The view at one index of an axis, without that axis. */
function at(view: View, axis: number, index: number): View {
  const rest = withoutAxis(view, axis)
  return { ...rest, offset: view.offset + index * view.strides[axis] }
}

/** Calls `visit` with the part of `table` that each index names, and the part of `rows` beside it. */
function forEachIndex(
  operation: string,
  indices: View,
  axis: number,
  table: View,
  rows: View,
  visit: (named: View, beside: View) => void,
): void {
  for (let j = 0; j < indices.shape[0]; j++) {
    const index = indices.data[indices.offset + j * indices.strides[0]]
    visit(at(table, axis, fromZero(operation, index, table.shape[axis])), at(rows, axis, j))
  }
}

export function take(x: View, indices: View, axis: number, out: View): void {
  forEachIndex('take', indices, axis, x, out, (named, beside) => {
    forEachRow(beside.shape, [named, beside], (length, [from, to], [fromStep, toStep]) => {
      for (let i = 0; i < length; i++) out.data[to + i * toStep] = x.data[from + i * fromStep]
    })
  })
}

export function scatterAdd(x: View, indices: View, axis: number, out: View): void {
  forEachIndex('scatterAdd', indices, axis, out, x, (named, beside) => {
    forEachRow(beside.shape, [beside, named], (length, [from, to], [fromStep, toStep]) => {
      for (let i = 0; i < length; i++) out.data[to + i * toStep] += x.data[from + i * fromStep]
    })
  })
}

/** Visits each index with its place in `rows` and the place it names in `table`, along `axis`. */
function forEachIndexAlong(
  operation: string,
  indices: View,
  axis: number,
  table: View,
  rows: View,
  visit: (named: number, beside: number) => void,
): void {
  const size = table.shape[axis]
  for (let j = 0; j < indices.shape[axis]; j++) {
    const places = [at(indices, axis, j), at(rows, axis, j), at(table, axis, 0)]
    forEachPosition(places[0].shape, places, ([where, beside, named]) => {
      const index = fromZero(operation, indices.data[where], size)
      visit(named + index * table.strides[axis], beside)
    })
  }
}

export function takeAlongAxis(x: View, indices: View, axis: number, out: View): void {
  forEachIndexAlong('takeAlongAxis', indices, axis, x, out, (named, beside) => {
    out.data[beside] = x.data[named]
  })
}

export function scatterAddAlongAxis(x: View, indices: View, axis: number, out: View): void {
  forEachIndexAlong('scatterAddAlongAxis', indices, axis, out, x, (named, beside) => {
    out.data[named] += x.data[beside]
  })
}

export function gatherRows(
  source: View,
  rows: View,
  scale: number,
  shift: number,
  out: View,
): void {
  for (let j = 0; j < rows.shape[0]; j++) {
    const row = rows.data[rows.offset + j * rows.strides[0]]
    if (row < 0) {
      throw new IndexError(`gatherRows: index ${row} is out of range for size ${source.shape[0]}`)
    }
  }
  forEachIndex('gatherRows', rows, 0, source, out, (named, beside) => {
    forEachRow(beside.shape, [named, beside], (length, [from, to], [fromStep, toStep]) => {
      for (let i = 0; i < length; i++) {
        out.data[to + i * toStep] = source.data[from + i * fromStep] * scale + shift
      }
    })
  })
}
