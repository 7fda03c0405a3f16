import {
  type Check,
  check,
  count,
  integer,
  isPlainObject,
  listOf,
  optional,
} from '@handwritten/checks'
import type { Generator } from '@handwritten/tensor'
import { checkCall, generatorCheck, moduleCheck } from '../checks'
import { requireCount, requireOption } from '../errors'
import { initializersByName } from '../initializers/by-name'
import type { Sequential } from '../layers/sequential'
import { CrossEntropyLoss } from '../losses/cross-entropy'
import type { Module, StateDict } from '../module'
import { Adagrad } from '../optimizers/adagrad'
import { Adam, AdamW } from '../optimizers/adam'
import { NAdam } from '../optimizers/nadam'
import type { Optimizer } from '../optimizers/optimizer'
import { RMSprop } from '../optimizers/rms-prop'
import { SGD } from '../optimizers/sgd'
import { warmUpSchedule } from '../schedules/combine'
import { constantSchedule } from '../schedules/constant'
import { cosineSchedule } from '../schedules/cosine'
import { stepSchedule } from '../schedules/decay'
import { linearSchedule } from '../schedules/linear'
import { oneCycleSchedule } from '../schedules/one-cycle'
import type { Schedule } from '../schedules/schedule'
import { isTensor } from '../tensors'
import { buildLayers } from './layers/build-layers'
import { hiddenLayers } from './layers/hidden-layers'
import type { LayerSettings } from './layers/layer-settings'
import { SizeLimit } from './layers/size-limit'
import type { NetworkRecipe, Recipe } from './recipe'

const networkCheck = /* @__PURE__ */ check<NetworkRecipe>(
  'a recipe with sizes',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'sizes' in value &&
    listOf(integer)(value.sizes, 'sizes') === undefined,
)

const stateCheck = /* @__PURE__ */ check<StateDict>(
  'tensors by name',
  (value) => isPlainObject(value) && Object.values(value).every(isTensor),
)

/** The layers of a recipe's network: its own list, or those that its hidden layers stand for. */
export function layersOf(recipe: NetworkRecipe): readonly LayerSettings[] {
  checkCall('layersOf', arguments, { recipe: networkCheck })
  return recipe.layers ?? hiddenLayers({ ...recipe, hidden: recipe.sizes.slice(1, -1) })
}

/**
 * The recipe's network, with biases of zero: by default linear layers with ReLU between them and He
 * initialization.
 * @param stored weights that the network will be loaded with; for recipes from files, whose settings may
 *   describe more than the file holds. Default: no limit
 * @throws OptionError if a setting is invalid, names the layer that does not fit the one before, or needs
 *   more weights than `stored` has; these are counted before they are allocated
 */
export function createNetwork(
  recipe: NetworkRecipe,
  generator: Generator,
  stored?: StateDict,
): Sequential {
  checkCall('createNetwork', arguments, {
    recipe: networkCheck,
    generator: generatorCheck,
    stored: optional(stateCheck),
  })
  const { sizes, image, initializer = 'he-normal' } = recipe
  requireOption(sizes.length >= 2, 'createNetwork: sizes', 'at least two numbers', sizes)
  for (const size of sizes) requireCount('createNetwork: sizes', size)
  return buildLayers(layersOf(recipe), {
    shape: [sizes[0]],
    classes: sizes[sizes.length - 1],
    generator,
    initializer: initializersByName[initializer],
    ...(image && { image }),
    ...(stored && { limit: new SizeLimit(stored) }),
  })
}

/** The recipe's optimizer for the parameters of `model`. */
export function createOptimizer(
  recipe: Pick<Recipe, 'optimizer' | 'learningRate'>,
  model: Module,
): Optimizer {
  checkCall('createOptimizer', arguments, { recipe: recipeWith('optimizer'), model: moduleCheck })
  const { name, ...settings } = recipe.optimizer
  const parameters = model.parameters()
  const options = { lr: recipe.learningRate, ...settings }
  switch (name) {
    case 'sgd':
      return new SGD(parameters, options)
    case 'adam':
      return new Adam(parameters, options)
    case 'adamw':
      return new AdamW(parameters, { weightDecay: 0, ...options })
    case 'nadam':
      return new NAdam(parameters, options)
    case 'rmsprop':
      return new RMSprop(parameters, options)
    case 'adagrad':
      return new Adagrad(parameters, options)
  }
}

/** The recipe's learning rates over a run of `steps` steps (epochs times batches in an epoch). */
export function createSchedule(
  recipe: Pick<Recipe, 'schedule' | 'learningRate'>,
  steps: number,
): Schedule {
  checkCall('createSchedule', arguments, { recipe: recipeWith('schedule'), steps: count })
  const { schedule, learningRate } = recipe
  const { warmUp = 0 } = schedule
  requireOption(warmUp >= 0 && warmUp < 1, 'createSchedule: warmUp', 'in [0, 1)', warmUp)
  const rates = withoutWarmUp(schedule, learningRate, steps)
  const rising = Math.round(warmUp * steps)
  // The first step has a rate above 0: it is step 1 of the warm-up, not step 0.
  return rising > 0
    ? (step) => warmUpSchedule(() => rates(step), { steps: rising })(step + 1)
    : rates
}

function withoutWarmUp(schedule: Recipe['schedule'], rate: number, steps: number): Schedule {
  switch (schedule.name) {
    case 'constant':
      return constantSchedule(rate)
    case 'oneCycle': {
      // A cycle has a beginning and an end; a run of one step is its beginning.
      const { name: _, warmUp: __, ...shape } = schedule
      return oneCycleSchedule(rate, { ...shape, steps: Math.max(steps, 2) })
    }
    case 'cosine':
      return cosineSchedule(rate, { period: steps })
    case 'linear':
      return linearSchedule(rate, { start: 1, end: 0, steps })
    case 'step': {
      const { parts = 3, gamma = 0.1 } = schedule
      return stepSchedule(rate, { stepSize: Math.max(1, Math.ceil(steps / parts)), gamma })
    }
  }
}

/** The recipe's loss: cross entropy with its label smoothing. */
export function createCriterion(recipe: Pick<Recipe, 'labelSmoothing'>): CrossEntropyLoss {
  checkCall('createCriterion', arguments, { recipe: recipeWith('labelSmoothing') })
  return new CrossEntropyLoss({ labelSmoothing: recipe.labelSmoothing })
}

/** A recipe as `recipes` and `parseRecipe` give them, as far as its parts are there. */
function recipeWith(...parts: readonly (keyof Recipe)[]): Check<Partial<Recipe>> {
  return check(
    `a recipe with ${parts.join(' and ')}`,
    (value) => typeof value === 'object' && value !== null && parts.every((part) => part in value),
  )
}
