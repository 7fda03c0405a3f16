import type { Module } from '../module'
import { everyModule } from '../module-tree'
import type { BatchFunction } from './evaluate'

/**
 * A step that is compiled anew when layers are frozen, unfrozen, or put into another mode, since a step
 * that replays sees none of that. One that was compiled for the same state before is used again.
 */
export function compiledByMode(model: Module, compile: () => BatchFunction): BatchFunction {
  const tensors = Object.values(model.stateDict())
  const modules = [...everyModule(model)]
  const compiled = new Map<string, BatchFunction>()
  let unused: BatchFunction | null = compile()
  return (rows) => {
    const key = [
      ...tensors.map(({ requiresGrad }) => Number(requiresGrad)),
      ...modules.map(({ training }) => Number(training)),
    ].join('')
    const step = compiled.get(key) ?? unused ?? compile()
    unused = null
    compiled.set(key, step)
    return step(rows)
  }
}
