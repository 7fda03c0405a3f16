import { func, options, string } from '@handwritten/checks'
import { checkCall } from '../core/check-call'
import { tensorCheck } from '../core/checks'
import { ValueError } from '../core/errors'
import type { GradientRule } from '../core/graph-node'
import { Tensor } from '../core/tensor'
import { noGrad, record } from './tape/graph'

/** How an operation is computed, and how gradients go back through it. */
export interface OperationDefinition<Inputs extends readonly Tensor[], Options> {
  /** Named in error messages. */
  name: string
  /** The result. It runs without recording, and may use any operation or kernel. */
  forward: (inputs: Inputs, options: Options) => Tensor
  /**
   * For each input, the rule from dL/dy to dL/dx, or null where there is none. Rules are written
   * with differentiable operations, are called only for inputs that require a gradient, and must
   * give the shape of their input.
   */
  gradients: (inputs: Inputs, output: Tensor, options: Options) => readonly (GradientRule | null)[]
}

/** The inputs, then the options where there are any. */
export type OperationArguments<Inputs extends readonly Tensor[], Options> = [Options] extends [
  undefined,
]
  ? Inputs
  : undefined extends Options
    ? [...Inputs, Options?]
    : [...Inputs, Options]

const definitionArguments = {
  definition: options<OperationDefinition<readonly Tensor[], unknown>>(
    { name: string, forward: func(), gradients: func() },
    'name',
    'forward',
    'gradients',
  ),
}

/**
 * An operation of one's own, which takes its inputs and then its options.
 *
 * ```ts
 * const cube = defineOperation({
 *   name: 'cube',
 *   forward: ([x]: [Tensor]) => multiply(x, square(x)),
 *   gradients: ([x]) => [(g) => multiply(g, multiply(3, square(x)))],   // d x^3 / dx = 3 x^2
 * })
 * cube(x)
 * ```
 * @throws ValueError when there is not one rule for each input.
 */
export function defineOperation<Inputs extends readonly Tensor[], Options = undefined>(
  definition: OperationDefinition<Inputs, Options>,
): (...args: OperationArguments<Inputs, Options>) => Tensor {
  checkCall('defineOperation', arguments, definitionArguments)
  const { name, forward, gradients } = definition
  return (...args) => {
    const last = args.at(-1)
    const hasOptions = !(last instanceof Tensor)
    const inputs = (hasOptions ? args.slice(0, -1) : args) as unknown as Inputs
    const options = (hasOptions ? last : undefined) as Options
    inputs.forEach((input, i) => {
      const problem = tensorCheck(input, `input ${i}`)
      if (problem !== undefined) throw new ValueError(`${name}: ${problem}`)
    })
    const result = noGrad(() => forward(inputs, options))
    // A result that is an input itself must not get that input's place in the graph.
    const output = inputs.includes(result) ? result.detach() : result
    const rules = gradients(inputs, output, options)
    if (rules.length !== inputs.length) {
      throw new ValueError(
        `${name}: expected a gradient rule or null for each of ${inputs.length} inputs, found ${rules.length}`,
      )
    }
    return record(name, output, inputs, rules)
  }
}
