import type { ActivationName, InitializerName } from '@handwritten/nn'
import type { Option } from 'commander'
import type { OptimizerName, RecipeChanges, ScheduleName } from '../../settings/recipe-changes'
import type { RecipeName } from '../../settings/train-options'
import {
  jsonFile,
  layerSizes,
  listOf,
  notNegative,
  oneOf,
  positiveNumber,
  share,
  wholeNumber,
} from '../values'
import { groups, option, parsedBy, SuggestingOption } from './option'

// Names are repeated here so that --help does not load the nn package.
const recipeNames = [...['seed', 'fast', 'augmented', 'best', 'conv']] as readonly RecipeName[]
const activations = [
  ...['relu', 'gelu', 'silu', 'tanh', 'sigmoid', 'leaky-relu', 'elu', 'selu', 'softplus'],
] as readonly ActivationName[]
const initializers = [
  ...['he-normal', 'he-uniform', 'xavier-normal', 'xavier-uniform', 'orthogonal'],
] as readonly InitializerName[]
const optimizers = [
  ...['sgd', 'momentum', 'nesterov', 'adam', 'adamw', 'rmsprop', 'nadam', 'adagrad'],
] as readonly OptimizerName[]
const schedules = [
  ...['constant', 'cosine', 'one-cycle', 'step', 'linear'],
] as readonly ScheduleName[]
const augmentations = ['none', 'light', 'strong'] as const

/** A setting of a recipe as an option. */
interface Setting {
  readonly key: keyof RecipeChanges | 'recipe'
  readonly flag: string
  /** Name of the value in the help. */
  readonly value: string
  readonly text: string
  readonly group: string
  /** The allowed values, or a parser. */
  readonly takes: readonly string[] | ((text: string) => unknown)
}

const { network, optimization, training } = groups

/** Every setting of a recipe. */
const settings: readonly Setting[] = [
  {
    ...{ key: 'recipe', flag: '--recipe', value: 'name', group: training },
    ...{ text: 'preset of all settings below (default: fast)', takes: recipeNames },
  },
  {
    ...{ key: 'epochs', flag: '--epochs', value: 'n', group: training },
    ...{
      text: "passes over the training images (default: the recipe's)",
      takes: wholeNumber(1, 1e6),
    },
  },
  {
    ...{ key: 'batchSize', flag: '--batch-size', value: 'n', group: training },
    ...{ text: "images per step (default: the recipe's)", takes: wholeNumber(1, 1e6) },
  },
  {
    ...{ key: 'model', flag: '--model', value: 'file', group: network },
    ...{ text: 'JSON file with a list of layers', takes: jsonFile },
  },
  {
    ...{ key: 'hidden', flag: '--hidden', value: 'sizes', group: network },
    ...{ text: 'sizes of the hidden layers, such as 512-256', takes: layerSizes },
  },
  {
    ...{ key: 'activation', flag: '--activation', value: 'name', group: network },
    ...{ text: 'between the layers', takes: activations },
  },
  {
    ...{ key: 'dropout', flag: '--dropout', value: 'p', group: network },
    ...{ text: 'probability of dropping an output, such as 0.2', takes: share },
  },
  {
    ...{ key: 'norm', flag: '--norm', value: 'kind', group: network },
    ...{ text: 'normalization before each activation', takes: ['none', 'batch', 'layer'] },
  },
  {
    ...{ key: 'init', flag: '--init', value: 'name', group: network },
    ...{ text: 'initial weights', takes: initializers },
  },
  {
    ...{ key: 'optimizer', flag: '--optimizer', value: 'name', group: optimization },
    ...{ text: 'rule that updates the weights', takes: optimizers },
  },
  {
    ...{ key: 'learningRate', flag: '--lr', value: 'x', group: optimization },
    ...{ text: "learning rate (default: the recipe's or the optimizer's)", takes: positiveNumber },
  },
  {
    ...{ key: 'weightDecay', flag: '--weight-decay', value: 'x', group: optimization },
    ...{ text: 'pull of the weights towards 0', takes: notNegative },
  },
  {
    ...{ key: 'schedule', flag: '--schedule', value: 'name', group: optimization },
    ...{ text: 'learning rate over the run', takes: schedules },
  },
  {
    ...{ key: 'warmup', flag: '--warmup', value: 'fraction', group: optimization },
    ...{ text: 'part of the run in which the rate rises, such as 5%', takes: share },
  },
  {
    ...{ key: 'labelSmoothing', flag: '--label-smoothing', value: 'x', group: optimization },
    ...{ text: 'part of each target spread over all classes', takes: share },
  },
  {
    ...{ key: 'clip', flag: '--clip', value: 'norm', group: optimization },
    ...{ text: 'largest norm of the gradients; 0 for no limit', takes: notNegative },
  },
  {
    ...{ key: 'average', flag: '--average', value: 'decay', group: optimization },
    ...{ text: 'running mean of the weights, such as 0.99; 0 for none', takes: share },
  },
  {
    ...{ key: 'augment', flag: '--augment', value: 'file', group: optimization },
    ...{ text: 'distortion of images: none, light, strong or a JSON file', takes: augmentation },
  },
]

function augmentation(text: string): RecipeChanges['augment'] {
  return augmentations.find((name) => name === text) ?? jsonFile(text)
}

/** The options of a training run's recipe. */
export function recipeOptions(): Option[] {
  return settings.map(({ flag, value, text, group, takes }) => {
    const made = option(group, `${flag} <${value}>`, text)
    return typeof takes === 'function' ? parsedBy(made, takes) : made.choices(takes)
  })
}

/** The same options, each with any number of values separated by commas. */
export function sweepOptions(): Option[] {
  return settings.map(({ flag, value, text, group, takes }) => {
    const isList = typeof takes !== 'function'
    const names = isList ? `${text}: ${takes.join(', ')}` : text
    const made = new SuggestingOption(`${flag} <${value},...>`, names)
    if (isList) made.suggest(takes)
    return parsedBy(made.helpGroup(group), listOf(isList ? oneOf(takes) : takes))
  })
}

/** The settings of a recipe in the values of these options. */
export function changesOf(
  flags: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(flags)
  return Object.fromEntries(
    entries.map(([name, value]) => [name === 'lr' ? 'learningRate' : name, value]),
  )
}

/** The keys of the options of recipes. */
export const settingKeys = settings.map(({ key }) => key)
