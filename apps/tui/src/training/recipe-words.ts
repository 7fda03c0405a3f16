import type { Recipe } from '@handwritten/nn'
import { formatRate } from '../text/format'

const optimizers = {
  sgd: 'SGD',
  adam: 'Adam',
  adamw: 'AdamW',
  nadam: 'NAdam',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
} as const

const schedules = {
  constant: null,
  oneCycle: 'one cycle',
  cosine: 'cosine',
  linear: 'linear decay',
  step: 'step decay',
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
  const named = schedules[schedule.name]
  if (named !== null) words.push(named)
  if (schedule.warmUp) words.push(`warm-up ${Number((100 * schedule.warmUp).toPrecision(3))}%`)
  return words.join(', ')
}
