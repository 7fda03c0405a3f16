import type { Recipe } from './recipe'

/** The network as one would first write it by hand: plain gradient descent at a constant rate. */
const seed: Recipe = {
  name: 'seed',
  sizes: [784, 256, 64, 10],
  batchSize: 64,
  epochs: 10,
  learningRate: 0.01,
  optimizer: { name: 'sgd', momentum: 0, nesterov: false },
  schedule: { name: 'constant' },
  labelSmoothing: 0,
}

/**
 * The same network past 98 % in three epochs. Chosen on 10,000 images held out of the training data:
 * 98.16 % on them, the mean of five seeds. The smoothed labels hold the logits small, which lets the
 * rate be high; they also keep the loss from falling below 0.5.
 */
const fast: Recipe = {
  name: 'fast',
  sizes: [784, 256, 64, 10],
  batchSize: 64,
  epochs: 3,
  learningRate: 0.1,
  optimizer: { name: 'sgd', momentum: 0.9, nesterov: true },
  schedule: { name: 'oneCycle', rise: 0.3, curve: 'linear' },
  labelSmoothing: 0.1,
}

/** The runs that come with the package. */
export const recipes: { readonly seed: Recipe; readonly fast: Recipe } = { seed, fast }
