import { anything, type Check, check, options } from '@handwritten/checks'
import type { Tensor } from '@handwritten/tensor'
import { someNumber } from '../checks'
import type { ParameterGroup } from './optimizer'

/** A pair of numbers, whose ranges the optimizer checks. */
export const betasCheck: Check<readonly [number, number]> = /* @__PURE__ */ check(
  'two numbers such as [0.9, 0.999]',
  (value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((beta) => someNumber(beta, 'betas') === undefined),
)

/** One check for each setting of an optimizer. */
type SettingsChecks<Settings> = { readonly [Name in keyof Settings]-?: Check<Settings[Name]> }

/** Parameters, or groups of them with known settings. `asGroups` checks that there are some. */
export function parametersCheck<Settings extends object>(
  settings: SettingsChecks<Settings>,
): Check<readonly Tensor[] | readonly ParameterGroup<Settings>[]> {
  const known: Record<string, Check<unknown>> = { parameters: anything<unknown>(), ...settings }
  const group = options<Record<string, unknown>>(known)
  return (value, name) => {
    if (!Array.isArray(value)) return undefined
    for (const [place, part] of value.entries()) {
      const isGroup = typeof part === 'object' && part !== null && 'parameters' in part
      const problem = isGroup ? group(part, `${name}[${place}]`) : undefined
      if (problem !== undefined) return problem
    }
    return undefined
  }
}
