import type { Tensor } from '@handwritten/tensor'
import { LayerError } from './errors'
import { fieldValues } from './fields'
import type { Module } from './module'
import { everyModule } from './module-tree'
import { isTensor } from './tensors'

/*
 * What a model computes with must be found in its fields, or else it is neither trained nor saved. That
 * it is found is checked when the model is first called.
 */

const SEARCHED =
  'hold it in a field, or in an array, a map or a plain object in a field; #private fields, closures ' +
  'and other objects are not searched'

/** Modules whose calls showed nothing that is not in their fields. */
const sound = new WeakSet<Module>()

/** @throws LayerError when `module`, called within `root`, has a state that `root` does not find */
export function requireFoundModule(root: Module, module: Module): void {
  if (root === module || sound.has(root) || everyModule(root).has(module)) return
  const state = Object.values(module.stateDict())
  const changes = module.training ? state : state.filter(({ requiresGrad }) => requiresGrad)
  if (changes.length === 0) return
  throw new LayerError(
    `${root.constructor.name} calls ${module}, but does not find it in its fields, so it would be ` +
      `neither trained nor saved: ${SEARCHED} (a fixed module is to be frozen and in evaluation mode)`,
  )
}

/** @throws LayerError when `output` depends on a leaf that is neither a parameter of `root` nor an input */
export function requireFoundParameters(
  root: Module,
  inputs: readonly unknown[],
  output: Tensor,
): void {
  if (sound.has(root) || !isTensor(output) || !output.node) return
  const given = fieldValues(inputs).flatMap(([, value]) => (isTensor(value) ? [value] : []))
  const known = new Set([...given, ...root.parameters()])
  const stray = leavesOf(output, known).find((leaf) => !known.has(leaf))
  if (stray) {
    throw new LayerError(
      `${root.constructor.name} learns a tensor of shape [${stray.shape.join(', ')}] that it does not find ` +
        `in its fields, so it would be neither trained nor saved: ${SEARCHED}`,
    )
  }
  sound.add(root)
}

/** The leaves that `output` depends on; nothing behind `stops` is looked at. */
function leavesOf(output: Tensor, stops: ReadonlySet<Tensor>): Tensor[] {
  const seen = new Set<Tensor>()
  const pending = [output]
  const leaves: Tensor[] = []
  for (let tensor = pending.pop(); tensor !== undefined; tensor = pending.pop()) {
    if (seen.has(tensor)) continue
    seen.add(tensor)
    if (tensor.node === null) leaves.push(tensor)
    else if (!stops.has(tensor))
      for (const input of recordedInputs(tensor.node)) pending.push(input)
  }
  return leaves
}

function recordedInputs(node: NonNullable<Tensor['node']>): readonly Tensor[] {
  try {
    const { inputs, rules } = node.edges()
    return inputs.filter((input, place) => input.requiresGrad && rules[place] !== null)
  } catch {
    // A graph that backward would refuse is for backward to report.
    return []
  }
}
