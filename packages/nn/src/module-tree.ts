import type { Tensor } from '@handwritten/tensor'
import { LayerError } from './errors'
import type { Module } from './module'

/**
 * A module and all inside it by path, the module itself under `''`. One that is held in several places
 * comes once for each.
 * @throws LayerError when a module contains itself
 */
export function namedModules(root: Module): [path: string, module: Module][] {
  return walk('', root, [])
}

/** A module and all inside it, each once. */
export function everyModule(root: Module): Set<Module> {
  return new Set(namedModules(root).map(([, module]) => module))
}

/** The entries with the first name of each tensor: one that is held in several places counts once. */
export function distinct(named: readonly [string, Tensor][]): [string, Tensor][] {
  const seen = new Set<Tensor>()
  return named.filter(([, tensor]) => !seen.has(tensor) && seen.add(tensor))
}

/** `2` and `weight` to `2.weight`; the root has no name. */
export function nameInside(name: string, child: string): string {
  return name === '' ? child : `${name}.${child}`
}

function walk(path: string, module: Module, outer: readonly Module[]): [string, Module][] {
  if (outer.includes(module)) {
    throw new LayerError(
      `${module.constructor.name} contains itself as '${path}'; a reference to an outer module ` +
        'belongs into a #private field',
    )
  }
  const inner = module
    .children()
    .flatMap(([name, child]) => walk(nameInside(path, name), child, [...outer, module]))
  return [[path, module], ...inner]
}

/** Whether a module is of a class and computes as it does: a subclass may have a `forward` of its own. */
export function computesAs<M extends Module>(
  module: Module,
  layer: abstract new (...args: never[]) => M,
): module is M {
  return module instanceof layer && module.forward === layer.prototype.forward
}
