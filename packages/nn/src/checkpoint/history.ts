import { fromTypedArray, type Tensor } from '@handwritten/tensor'
import { CheckpointError } from '../errors'
import type { AnyEpochEvent } from '../trainer/events'

type History = readonly AnyEpochEvent[]

const FIGURES = 'history.figures'
const PRESENT = 'history.present'

/**
 * The epochs of a run as tensors: one row for each epoch, one column for each figure, and which of them
 * the epoch has. The header of a checkpoint, in which notes lie, is limited; a history is not.
 */
export function historyTensors(history: History): Record<string, Tensor> {
  if (history.length === 0) return {}
  const names = figureNames(history)
  const figures = new Float64Array(history.length * names.length)
  const present = new Uint8Array(figures.length)
  let at = 0
  for (const epoch of history) {
    for (const name of names) {
      const value = (epoch as unknown as Record<string, number | undefined>)[name]
      present[at] = value === undefined ? 0 : 1
      figures[at++] = value ?? 0
    }
  }
  const shape = [history.length, names.length]
  return {
    [FIGURES]: fromTypedArray(figures, shape),
    [PRESENT]: fromTypedArray(present, shape),
  }
}

/** The figures that any of the epochs has, in the order of the columns. */
export function figureNames(history: History): string[] {
  const names = new Set<string>()
  for (const epoch of history) for (const name in epoch) names.add(name)
  names.delete('type')
  return [...names].sort()
}

/**
 * The epochs that {@link historyTensors} stored, each with the figures `names`.
 *
 * @throws CheckpointError when the tensors are no such table
 */
export function readHistory(
  tensors: Readonly<Record<string, Tensor>>,
  names: readonly string[],
): Record<string, unknown>[] {
  if (names.length === 0) return []
  const figures = table(tensors, FIGURES, names.length)
  const present = table(tensors, PRESENT, names.length)
  if (figures.length !== present.length) throw damaged(PRESENT)
  return Array.from({ length: figures.length / names.length }, (_, row) => {
    const epoch: Record<string, unknown> = { type: 'epoch' }
    for (let column = 0, at = row * names.length; column < names.length; column++, at++)
      if (present[at] !== 0) epoch[names[column]] = figures[at]
    return epoch
  })
}

function table(
  tensors: Readonly<Record<string, Tensor>>,
  name: string,
  columns: number,
): ArrayLike<number> {
  const stored = Object.hasOwn(tensors, name) ? tensors[name] : undefined
  if (stored?.ndim !== 2 || stored.shape[1] !== columns) throw damaged(name)
  return stored.toTypedArray()
}

function damaged(name: string): CheckpointError {
  return new CheckpointError('damaged', `the tensor '${name}' is not the table of a history`)
}
