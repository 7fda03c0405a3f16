import {
  type ActivationName,
  type AugmentationRecipe,
  type InitializerName,
  type OptimizerRecipe,
  OptionError,
  parseLayers,
  parseRecipe,
  type Recipe,
  recipes,
  type ScheduleRecipe,
} from '@handwritten/nn'
import { RunFailure } from '../training/failure'

/** The content of a JSON file, and its path for errors. */
export interface JsonFile {
  readonly file: string
  readonly value: unknown
}

export type OptimizerName =
  | 'sgd'
  | 'momentum'
  | 'nesterov'
  | 'adam'
  | 'adamw'
  | 'rmsprop'
  | 'nadam'
  | 'adagrad'

export type ScheduleName = 'constant' | 'cosine' | 'one-cycle' | 'step' | 'linear'

/** Settings that replace those of a recipe; absent ones are the recipe's. */
export interface RecipeChanges {
  readonly epochs?: number
  readonly batchSize?: number
  /** The layers of the network. */
  readonly model?: JsonFile
  /** Features of the hidden layers. */
  readonly hidden?: readonly number[]
  readonly activation?: ActivationName
  /** Probability, in [0, 1). */
  readonly dropout?: number
  readonly norm?: 'none' | 'batch' | 'layer'
  readonly init?: InitializerName
  readonly optimizer?: OptimizerName
  readonly learningRate?: number
  readonly weightDecay?: number
  readonly schedule?: ScheduleName
  /** Fraction of the run, in [0, 1). */
  readonly warmup?: number
  readonly labelSmoothing?: number
  /** Largest norm of the gradients; 0 for no limit. */
  readonly clip?: number
  /** Decay of the running mean of the weights; 0 for none. */
  readonly average?: number
  readonly augment?: 'none' | 'light' | 'strong' | JsonFile
}

type Key = keyof RecipeChanges

/** The keys in the order in which they are applied; a later one may change what an earlier one set. */
export const changeKeys = [
  ...['model', 'hidden', 'activation', 'dropout', 'norm', 'init'],
  ...['optimizer', 'learningRate', 'weightDecay', 'schedule', 'warmup'],
  ...['labelSmoothing', 'clip', 'average', 'augment', 'batchSize', 'epochs'],
] as readonly Key[]

/** `recipe` with `changes`. @throws RunFailure if two changes contradict each other or a file is invalid */
export function changedRecipe(recipe: Recipe, changes: RecipeChanges): Recipe {
  checkModel(changes)
  return changeKeys.reduce((changed, key) => apply(changed, key, changes), recipe)
}

function checkModel(changes: RecipeChanges): void {
  if (changes.model === undefined) return
  for (const key of ['hidden', 'activation', 'dropout', 'norm'] as const)
    if (changes[key] !== undefined)
      throw new RunFailure('wrong-use', `--model lists all layers of the network; omit --${key}`)
}

function apply(recipe: Recipe, key: Key, changes: RecipeChanges): Recipe {
  const value = changes[key]
  return value === undefined ? recipe : (appliers[key] as Applier<Key>)(recipe, value as never)
}

type Applier<K extends Key> = (recipe: Recipe, value: Required<RecipeChanges>[K]) => Recipe

const appliers: { readonly [K in Key]-?: Applier<K> } = {
  epochs: (recipe, epochs) => ({ ...recipe, epochs }),
  batchSize: (recipe, batchSize) => ({ ...recipe, batchSize }),
  model: (recipe, { file, value }) => {
    const listed = typeof value === 'object' && value !== null && 'layers' in value
    const layers = parsed(file, () => parseLayers(listed ? value.layers : value, `${file}: layers`))
    const sizes = [recipe.sizes[0]!, recipe.sizes.at(-1)!]
    const { activation: _, dropout: __, norm: ___, ...rest } = recipe
    return { ...rest, sizes, layers }
  },
  hidden: ({ layers: _, ...recipe }, hidden) => ({
    ...recipe,
    sizes: [recipe.sizes[0]!, ...hidden, recipe.sizes.at(-1)!],
  }),
  activation: (recipe, activation) => ({ ...withHidden(recipe, 'activation'), activation }),
  dropout: (recipe, dropout) => ({ ...withHidden(recipe, 'dropout'), dropout }),
  norm: (recipe, norm) => {
    const { norm: _, ...rest } = withHidden(recipe, 'norm')
    return norm === 'none' ? rest : { ...rest, norm }
  },
  init: (recipe, initializer) => ({ ...recipe, initializer }),
  optimizer: (recipe, name) => {
    const optimizer = optimizers[name]
    if (sameOptimizer(recipe.optimizer, optimizer)) return recipe
    const isSameKind = recipe.optimizer.name === optimizer.name
    const learningRate = isSameKind ? recipe.learningRate : usualRates[optimizer.name]
    return { ...recipe, optimizer, learningRate }
  },
  learningRate: (recipe, learningRate) => ({ ...recipe, learningRate }),
  weightDecay: (recipe, weightDecay) => ({
    ...recipe,
    optimizer: { ...recipe.optimizer, weightDecay },
  }),
  schedule: (recipe, name) => {
    const schedule = schedules[name]
    return recipe.schedule.name === schedule.name ? recipe : { ...recipe, schedule }
  },
  warmup: (recipe, warmUp) => ({ ...recipe, schedule: { ...recipe.schedule, warmUp } }),
  labelSmoothing: (recipe, labelSmoothing) => ({ ...recipe, labelSmoothing }),
  clip: ({ clip: _, ...recipe }, clip) => (clip === 0 ? recipe : { ...recipe, clip }),
  average: ({ average, ...recipe }, decay) =>
    decay === 0 ? recipe : { ...recipe, average: { every: 1, ...average, decay } },
  augment: (recipe, augment) => {
    const { augmentation: _, ...rest } = recipe
    const augmentation = augmentationOf(recipe, augment)
    return augmentation === undefined ? rest : { ...rest, augmentation }
  },
}

const betas = [0.9, 0.999] as const

const optimizers: Readonly<Record<OptimizerName, OptimizerRecipe>> = {
  sgd: { name: 'sgd', momentum: 0, nesterov: false },
  momentum: { name: 'sgd', momentum: 0.9, nesterov: false },
  nesterov: { name: 'sgd', momentum: 0.9, nesterov: true },
  adam: { name: 'adam', betas },
  adamw: { name: 'adamw', betas, weightDecay: 0.01 },
  rmsprop: { name: 'rmsprop', alpha: 0.99 },
  nadam: { name: 'nadam', betas },
  adagrad: { name: 'adagrad' },
}

/** Learning rates for an optimizer that is not the recipe's, whose rate would not suit it. */
const usualRates: Readonly<Record<OptimizerRecipe['name'], number>> = {
  ...{ sgd: 0.01, adam: 0.001, adamw: 0.001 },
  ...{ rmsprop: 0.001, nadam: 0.001, adagrad: 0.01 },
}

function sameOptimizer(a: OptimizerRecipe, b: OptimizerRecipe): boolean {
  if (a.name !== b.name) return false
  return a.name !== 'sgd' || b.name !== 'sgd'
    ? true
    : a.momentum === b.momentum && a.nesterov === b.nesterov
}

const schedules: Readonly<Record<ScheduleName, ScheduleRecipe>> = {
  constant: { name: 'constant' },
  cosine: { name: 'cosine' },
  'one-cycle': { name: 'oneCycle' },
  step: { name: 'step' },
  linear: { name: 'linear' },
}

function withHidden(recipe: Recipe, key: string): Recipe {
  if (recipe.layers === undefined) return recipe
  throw new RunFailure(
    'wrong-use',
    `--${key} applies to hidden layers, but the recipe ${recipe.name} lists its layers; add --hidden, or list the layers in a file for --model`,
  )
}

function augmentationOf(
  recipe: Recipe,
  augment: Required<RecipeChanges>['augment'],
): AugmentationRecipe | undefined {
  if (augment === 'none') return undefined
  if (augment === 'light') return recipes.augmented.augmentation
  if (augment === 'strong') return recipes.best.augmentation
  const { file, value } = augment
  return parsed(file, () => parseRecipe({ ...recipe, augmentation: value }, file).augmentation)
}

/** Runs `parse`; its errors become failures of wrong use. */
function parsed<Value>(file: string, parse: () => Value): Value {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    const { message } = error
    throw new RunFailure('wrong-use', message.startsWith(file) ? message : `${file}: ${message}`)
  }
}
