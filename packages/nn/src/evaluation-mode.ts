import type { Module } from './module'
import { everyModule } from './module-tree'

/**
 * Puts a model and all its layers into evaluation mode. The function that is returned puts each one
 * back into the mode it was in.
 */
export function enterEvaluation(model: Module): () => void {
  const modes = Array.from(everyModule(model), (module) => [module, module.training] as const)
  model.eval()
  return () => {
    for (const [module, training] of modes) module.training = training
  }
}
