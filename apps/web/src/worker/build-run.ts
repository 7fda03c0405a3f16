import {
  compose,
  DataLoader,
  type DatasetSplits,
  elastic,
  normalize,
  randomAffine,
} from '@handwritten/mnist-data'
import {
  Adam,
  AdamW,
  createCriterion,
  createSchedule,
  ELU,
  GELU,
  Linear,
  type Module,
  type Optimizer,
  type Recipe,
  ReLU,
  RMSprop,
  recipes,
  Sequential,
  SGD,
  Sigmoid,
  SiLU,
  Tanh,
  Trainer,
} from '@handwritten/nn'
import { Generator, type Tensor } from '@handwritten/tensor'
import type { Settings } from '../settings'

const ACTIVATIONS: Readonly<Record<string, new () => Module>> = {
  relu: ReLU,
  gelu: GELU,
  silu: SiLU,
  tanh: Tanh,
  sigmoid: Sigmoid,
  elu: ELU,
}

const OPTIMIZERS: Readonly<Record<string, (weights: Tensor[], lr: number) => Optimizer>> = {
  sgd: (weights, lr) => new SGD(weights, { lr }),
  momentum: (weights, lr) => new SGD(weights, { lr, momentum: 0.9 }),
  nesterov: (weights, lr) => new SGD(weights, { lr, momentum: 0.9, nesterov: true }),
  adam: (weights, lr) => new Adam(weights, { lr }),
  adamw: (weights, lr) => new AdamW(weights, { lr, weightDecay: 0.01 }),
  rmsprop: (weights, lr) => new RMSprop(weights, { lr }),
}

/** The network of `settings`: linear layers with the activation between them. */
export function buildNetwork({ hidden, activation, seed }: Settings): Sequential {
  const generator = new Generator(seed)
  const sizes = [784, ...hidden, 10]
  const layers = sizes
    .slice(1)
    .flatMap((size, place): Module[] => [
      new Linear(sizes[place]!, size, { generator }),
      new ACTIVATIONS[activation]!(),
    ])
  return new Sequential(...layers.slice(0, -1))
}

/** A run of `model` on the images; what the form does not show comes from the preset. */
export function buildTrainer(settings: Settings, model: Sequential, data: DatasetSplits): Trainer {
  const { batchSize, epochs, seed, learningRate } = settings
  const preset: Recipe = { ...recipes[settings.preset as keyof typeof recipes], learningRate }
  const { augmentation, average } = preset
  const transform = augmentation
    ? compose(elastic(augmentation.elastic), randomAffine(augmentation.affine), normalize())
    : normalize()
  const train = new DataLoader(data.train, { batchSize, shuffle: true, seed, transform })
  return new Trainer({
    model,
    epochs,
    train,
    test: new DataLoader(data.test, { batchSize: 1000 }),
    optimizer: OPTIMIZERS[settings.optimizer]!(model.parameters(), learningRate),
    schedule: createSchedule(preset, epochs * train.length),
    criterion: createCriterion(preset),
    ...(average && { average }),
  })
}
