import type { Module } from './module'

/**
 * Puts a model and all its layers into evaluation mode. The function that is returned puts each one
 * back into the mode it was in.
 */
export function enterEvaluation(model: Module): () => void {
  const modes = everyModule(model).map((module) => [module, module.training] as const)
  model.eval()
  return () => {
    for (const [module, training] of modes) module.training = training
  }
}

function everyModule(module: Module): Module[] {
  return [module, ...module.children().flatMap(([, child]) => everyModule(child))]
}
