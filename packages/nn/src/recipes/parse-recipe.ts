import { optional as absentOr, anything, string } from '@handwritten/checks'
import { checkCall } from '../checks'
import { initializerNames } from '../initializers/by-name'
import {
  type Check,
  check,
  flag,
  fraction,
  integer,
  listOf,
  notNegative,
  number,
  object,
  oneOf,
  optional,
  positive,
  twoOf,
} from './checks'
import { activationNames } from './layers/hidden-layers'
import { parseLayers, requireWeights } from './layers/parse-layers'
import type { Recipe } from './recipe'

const text = check('a string', (value) => typeof value === 'string')

const betas = twoOf(fraction)

const optimizers: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  sgd: { momentum: notNegative, nesterov: flag },
  adam: { betas },
  adamw: { betas },
  nadam: { betas },
  rmsprop: { alpha: fraction },
  adagrad: {},
}

const schedules: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  constant: {},
  oneCycle: {
    rise: optional(fraction),
    startDivisor: optional(positive),
    endDivisor: optional(positive),
    curve: optional(oneOf(['cosine', 'linear'])),
  },
  cosine: {},
  linear: {},
  step: { parts: optional(integer(1)), gamma: optional(positive) },
}

/** An object with a `name` out of `kinds`, which decides its other fields. */
function named(
  kinds: Readonly<Record<string, Readonly<Record<string, Check>>>>,
  shared: Readonly<Record<string, Check>>,
): Check {
  return (path, value) => {
    object({ name: oneOf(Object.keys(kinds)) }, true)(path, value)
    const { name } = value as { name: string }
    object({ name: () => {}, ...kinds[name], ...shared })(path, value)
  }
}

const fields: Readonly<Record<string, Check>> = {
  name: text,
  sizes: listOf(integer(1), 2),
  activation: optional(oneOf(activationNames)),
  dropout: optional(fraction),
  norm: optional(oneOf(['batch', 'layer'])),
  initializer: optional(oneOf(initializerNames)),
  image: optional(twoOf(integer(1))),
  batchSize: integer(1),
  epochs: integer(1),
  learningRate: notNegative,
  optimizer: named(optimizers, { weightDecay: optional(notNegative) }),
  schedule: named(schedules, { warmUp: optional(fraction) }),
  labelSmoothing: number('a number from 0 to 1', (value) => value >= 0 && value <= 1),
  clip: optional(positive),
  average: optional(object({ decay: optional(fraction), every: optional(integer(1)) })),
  augmentation: optional(
    object({
      elastic: object({ sigma: positive, alpha: notNegative }),
      affine: object({
        rotate: notNegative,
        shift: notNegative,
        scale: twoOf(positive),
        shear: notNegative,
      }),
    }),
  ),
}

/**
 * A recipe from a value such as the JSON of a file. Fields that recipes do not have are dropped.
 * @param path how errors call the value. Default `recipe`
 * @throws OptionError that names the field, what was expected and what was found
 */
export function parseRecipe(value: unknown, path = 'recipe'): Recipe {
  checkCall('parseRecipe', arguments, { value: anything(), path: absentOr(string) })
  object(fields, true)(path, value)
  const given = value as Readonly<Record<string, unknown>>
  const known = Object.keys(fields).filter((name) => given[name] !== undefined)
  const recipe = Object.fromEntries(known.map((name) => [name, given[name]]))
  if (given.layers === undefined) return recipe as unknown as Recipe
  const layers = parseLayers(given.layers, `${path}.layers`)
  requireWeights(layers, `${path}.layers`)
  return { ...recipe, layers } as unknown as Recipe
}
