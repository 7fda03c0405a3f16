import type { Recipe } from '@handwritten/nn'
import { formatRate } from '../text/format'

const names = { sgd: 'SGD', adam: 'Adam', adamw: 'AdamW' } as const

/** The optimizer and its settings in a few words: `SGD 0.1, momentum 0.9, one cycle`. */
export function describeOptimizer({ optimizer, learningRate, schedule }: Recipe): string {
  const words = [`${names[optimizer.name]} ${formatRate(learningRate)}`]
  if (optimizer.name === 'sgd' && optimizer.momentum > 0)
    words.push(`momentum ${optimizer.momentum}`)
  if (schedule.name === 'oneCycle') words.push('one cycle')
  return words.join(', ')
}
