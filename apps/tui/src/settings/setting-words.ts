import { type LayerSettings, layersOf, type Recipe } from '@handwritten/nn'
import { formatRate } from '../text/format'
import type { RecipeChanges } from './recipe-changes'

const optimizers = {
  ...{ sgd: 'SGD', adam: 'Adam', adamw: 'AdamW' },
  ...{ nadam: 'NAdam', rmsprop: 'RMSprop', adagrad: 'Adagrad' },
} as const

const schedules = {
  ...{ constant: 'constant', oneCycle: 'one cycle', cosine: 'cosine' },
  ...{ linear: 'linear decay', step: 'step decay' },
} as const

/** The optimizer and its settings in a few words: `SGD 0.1, momentum 0.9, one cycle`. */
export function describeOptimizer({
  optimizer,
  learningRate,
  schedule,
}: Pick<Recipe, 'optimizer' | 'learningRate' | 'schedule'>): string {
  const words = [`${optimizers[optimizer.name]} ${formatRate(learningRate)}`]
  if (optimizer.name === 'sgd' && optimizer.momentum > 0)
    words.push(`momentum ${optimizer.momentum}`)
  if (optimizer.weightDecay) words.push(`weight decay ${formatRate(optimizer.weightDecay)}`)
  if (schedule.name !== 'constant') words.push(schedules[schedule.name])
  if (schedule.warmUp) words.push(`warm-up ${percent(schedule.warmUp)}`)
  return words.join(', ')
}

/**
 * The network in a few words: `784-256-64-10`, with everything that is not the default,
 * `784-256-64-10, gelu, dropout 0.2`; for a list of layers their types.
 */
export function describeNetwork(recipe: Recipe): string {
  if (recipe.layers !== undefined) {
    const { sizes } = recipe
    return `${sizes[0]} inputs, ${layersOf(recipe).map(layerText).join(', ')}, ${sizes.at(-1)} classes`
  }
  const { sizes, activation = 'relu', norm, dropout = 0 } = recipe
  const words = [sizes.join('-')]
  if (activation !== 'relu') words.push(activation)
  if (norm !== undefined) words.push(`${norm} norm`)
  if (dropout > 0) words.push(`dropout ${dropout}`)
  return words.join(', ')
}

function layerText(layer: LayerSettings): string {
  switch (layer.type) {
    case 'Linear':
      return layer.outFeatures === undefined ? 'Linear' : `Linear ${layer.outFeatures}`
    case 'Conv2d':
      return `Conv2d ${layer.outChannels}`
    case 'Residual':
      return `Residual (${layer.layers.map(layerText).join(', ')})`
    default:
      return layer.type
  }
}

/** The settings besides network, optimizer and batch size, as far as they are not the default. */
export function describeExtras(recipe: Recipe): string[] {
  const { labelSmoothing, clip, average, augmentation, initializer } = recipe
  const words: string[] = []
  if (initializer !== undefined && initializer !== 'he-normal') words.push(`init ${initializer}`)
  if (labelSmoothing > 0) words.push(`label smoothing ${labelSmoothing}`)
  if (clip !== undefined) words.push(`clip ${clip}`)
  if (average !== undefined) words.push(`average ${average.decay ?? 0.999}`)
  if (augmentation !== undefined)
    words.push(
      `augmented by elastic ${augmentation.elastic.alpha}, rotate ${augmentation.affine.rotate}`,
    )
  return words
}

const percent = (fraction: number): string => `${Number((100 * fraction).toPrecision(4))}%`

const none = 'none'

/** Each setting of a recipe in words, by its option. */
const texts: Readonly<Record<keyof RecipeChanges, (recipe: Recipe) => string>> = {
  epochs: ({ epochs }) => String(epochs),
  batchSize: ({ batchSize }) => String(batchSize),
  model: ({ layers }) => (layers === undefined ? none : `${layers.length} layers`),
  hidden: ({ sizes, layers }) => (layers ? none : sizes.slice(1, -1).join('-')),
  activation: ({ activation = 'relu', layers }) => (layers ? none : activation),
  dropout: ({ dropout = 0 }) => String(dropout),
  norm: ({ norm = none }) => norm,
  init: ({ initializer = 'he-normal' }) => initializer,
  optimizer: ({ optimizer }) => {
    if (optimizer.name !== 'sgd' || optimizer.momentum === 0) return optimizer.name
    return optimizer.nesterov ? 'nesterov' : 'momentum'
  },
  learningRate: ({ learningRate }) => formatRate(learningRate),
  weightDecay: ({ optimizer: { weightDecay = 0 } }) => formatRate(weightDecay),
  schedule: ({ schedule }) => (schedule.name === 'oneCycle' ? 'one-cycle' : schedule.name),
  warmup: ({ schedule: { warmUp = 0 } }) => percent(warmUp),
  labelSmoothing: ({ labelSmoothing }) => String(labelSmoothing),
  clip: ({ clip }) => (clip === undefined ? none : String(clip)),
  average: ({ average }) => (average === undefined ? none : String(average.decay ?? 0.999)),
  augment: ({ augmentation }) => {
    if (augmentation === undefined) return none
    const { elastic, affine } = augmentation
    return `elastic ${elastic.alpha}/${elastic.sigma}, rotate ${affine.rotate}, shift ${affine.shift}, scale ${affine.scale.join('-')}, shear ${affine.shear}`
  },
}

/** The name of a setting's option: `--batch-size`. */
export function flagOf(key: keyof RecipeChanges): string {
  if (key === 'learningRate') return '--lr'
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** The value of a setting: `64`, `one-cycle`, `none`. */
export function settingValue(recipe: Recipe, key: keyof RecipeChanges): string {
  return texts[key](recipe)
}

/** A setting as an option with its value: `--batch-size 64`. */
export function settingText(recipe: Recipe, key: keyof RecipeChanges): string {
  return `${flagOf(key)} ${settingValue(recipe, key)}`
}
