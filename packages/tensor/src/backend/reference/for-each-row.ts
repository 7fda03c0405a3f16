import type { View } from '../../core/view'

/** Receives `length` neighbours: element i of view v is at `at[v] + i * step[v]`. */
export type RowVisitor = (length: number, at: readonly number[], step: readonly number[]) => void

interface Axis {
  length: number
  /** The stride along this axis in each view. */
  steps: number[]
}

/** Joins axes that every view steps through as one, and drops axes of size 1. */
function coalesceAxes(axes: Axis[]): Axis[] {
  const joined: Axis[] = []
  for (const axis of axes) {
    const outer = joined.at(-1)
    if (axis.length === 1) continue
    if (outer?.steps.every((step, v) => step === axis.steps[v] * axis.length)) {
      outer.length *= axis.length
      outer.steps = axis.steps
    } else {
      joined.push({ ...axis })
    }
  }
  return joined
}

/**
 * Visits every position of `shape` in row-major order, a row of the innermost axis at a time, in
 * all views at once. Views need only agree with `shape` on the first `shape.length` axes.
 */
export function forEachRow(
  shape: readonly number[],
  views: readonly View[],
  visit: RowVisitor,
): void {
  if (shape.includes(0)) return
  const axes = coalesceAxes(
    shape.map((length, axis) => ({ length, steps: views.map((view) => view.strides[axis]) })),
  )
  const row = axes.pop() ?? { length: 1, steps: views.map(() => 0) }
  const at = views.map((view) => view.offset)
  const descend = (depth: number): void => {
    if (depth === axes.length) {
      visit(row.length, at, row.steps)
      return
    }
    const { length, steps } = axes[depth]
    for (let i = 0; i < length; i++) {
      descend(depth + 1)
      for (let v = 0; v < at.length; v++) at[v] += steps[v]
    }
    for (let v = 0; v < at.length; v++) at[v] -= steps[v] * length
  }
  descend(0)
}

/** Visits every position of `shape` in row-major order, with the place of each view's element. */
export function forEachPosition(
  shape: readonly number[],
  views: readonly View[],
  visit: (at: readonly number[]) => void,
): void {
  const place = views.map(() => 0)
  forEachRow(shape, views, (length, at, step) => {
    for (let i = 0; i < length; i++) {
      for (let v = 0; v < place.length; v++) place[v] = at[v] + i * step[v]
      visit(place)
    }
  })
}

/** The view at index 0 of an axis, without that axis. */
export function withoutAxis(view: View, axis: number): View {
  const { data, dtype, offset } = view
  return {
    data,
    dtype,
    offset,
    shape: view.shape.toSpliced(axis, 1),
    strides: view.strides.toSpliced(axis, 1),
  }
}
