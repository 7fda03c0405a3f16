import { anything, boolean, check, func, isPlainObject, oneOf, options } from '@handwritten/checks'
import {
  checkCall,
  loaderCheck,
  moduleCheck,
  optimizerCheck,
  someNumber,
  withMethods,
} from '../checks'
import { requireCount, requireOption } from '../errors'
import type { Loss } from '../losses/loss'
import type { Module } from '../module'
import type { Optimizer } from '../optimizers/optimizer'
import type { Schedule } from '../schedules/schedule'
import type { Criterion } from './criterion'
import type { BatchFunction } from './evaluate'
import type { AverageOptions } from './final-weights'
import type { Loader } from './loader'
import type { Ranks } from './ranks'

/** What a {@link Trainer} works with. */
export interface TrainerOptions<C extends Criterion | Loss = Criterion> {
  model: Module
  /** Made from the model's parameters. */
  optimizer: Optimizer
  /** Default: the optimizer's own rate, constant. */
  schedule?: Schedule
  train: Loader
  /** Measured after every epoch; batches of a thousand or more are the fastest. */
  test: Loader
  /** Held out of the training data, and measured after every epoch too; what is chosen is chosen by it. */
  validation?: Loader
  epochs: number
  /** The processes that train this model together, such as those of an MPI job. Default: this one alone. */
  ranks?: Ranks
  /**
   * Parts into which each batch is cut. Each has a gradient of its own, batch statistics and random
   * numbers included, and they are added in a fixed order: the bits of a run depend on `parts`, not on
   * the number of ranks or threads that share them. The number of ranks times a power of two.
   * Default: one part for each rank.
   */
  parts?: number
  /**
   * Default: cross entropy. A loss that is no {@link Criterion}, such as `MSELoss`, counts no correct
   * predictions: its events have no counts and no accuracies.
   */
  criterion?: C
  /**
   * Measures the test and validation sets, in place of `criterion`: plain cross entropy for a run that
   * trains with smoothed labels. Default: `criterion`.
   */
  evaluationCriterion?: C extends Criterion ? Criterion : Criterion | Loss
  /** Largest norm of the gradients of a step; longer ones are scaled down to it. Default: not clipped. */
  clipNorm?: number
  /** By which figure of the validation set epochs are compared. Default `'loss'`. */
  watch?: 'loss' | 'accuracy'
  /** Ends the run after so many epochs in a row without a better one. Needs `validation`. */
  earlyStopping?: { patience: number }
  /** Whether the model has the weights of the best epoch in the end. Needs `validation`. Default false. */
  keepBest?: boolean
  /** Whether a running mean of the weights is measured and in the end kept, and how it is taken. */
  average?: AverageOptions
  /**
   * Wraps the step of training and the evaluation of each set. Default `capture`, which replays
   * them; `(step) => step` runs them eagerly, for layers whose code depends on values.
   */
  compile?: (step: BatchFunction) => BatchFunction
}

const criterionCheck = /* @__PURE__ */ check<Criterion | Loss>(
  'a loss, such as new CrossEntropyLoss()',
  (value) =>
    typeof value === 'object' && value !== null && ('measure' in value || 'forward' in value),
)

const trainerArguments = {
  options: /* @__PURE__ */ options<TrainerOptions<Criterion | Loss>>(
    {
      model: moduleCheck,
      optimizer: optimizerCheck,
      schedule: func<Schedule>(),
      train: loaderCheck,
      test: loaderCheck,
      validation: loaderCheck,
      epochs: anything<number>(),
      ranks: withMethods<Ranks>('ranks, as connect() of @handwritten/distributed gives them', [
        'sum',
      ]),
      parts: anything<number>(),
      criterion: criterionCheck,
      evaluationCriterion: criterionCheck,
      clipNorm: someNumber,
      watch: oneOf('loss', 'accuracy'),
      earlyStopping: options<{ patience: number }>({ patience: anything<number>() }, 'patience'),
      keepBest: boolean,
      average: options<AverageOptions>({ decay: someNumber, every: anything<number>() }),
      compile: func<(step: BatchFunction) => BatchFunction>(),
    },
    'model',
    'optimizer',
    'train',
    'test',
  ),
}

/**
 * @param values the arguments of the trainer's constructor
 * @throws OptionError when an option is unknown or out of its range, or lacks what it needs
 */
export function checkTrainerOptions(values: ArrayLike<unknown>): void {
  const options = values[0] as TrainerOptions<Criterion | Loss>
  for (const name of ['model', 'optimizer', 'train', 'test'] as const) {
    const isMissing = isPlainObject(options) && options[name] === undefined
    requireOption(!isMissing, `Trainer: ${name}`, 'given', undefined)
  }
  checkCall('Trainer', values, trainerArguments)
  const { epochs, validation, keepBest, earlyStopping, clipNorm } = options
  requireCount('Trainer: epochs', epochs)
  if (earlyStopping) requireCount('Trainer: earlyStopping.patience', earlyStopping.patience)
  const needing = keepBest ? 'keepBest' : earlyStopping ? 'earlyStopping' : null
  const held = needing === null || validation !== undefined
  requireOption(held, 'Trainer: validation', `a loader with ${needing}`, validation)
  if (clipNorm !== undefined) requireOption(clipNorm > 0, 'Trainer: clipNorm', 'above 0', clipNorm)
  for (const name of ['criterion', 'evaluationCriterion'] as const) {
    const criterion = options[name]
    const reduction = criterion && 'reduction' in criterion ? criterion.reduction : 'mean'
    const single = (criterion && 'measure' in criterion) || reduction !== 'none'
    requireOption(single, `Trainer: ${name}.reduction`, "'mean' or 'sum'", reduction)
  }
  const measuring = options.evaluationCriterion ?? options.criterion
  const watched = options.watch !== 'accuracy' || measuring === undefined || 'measure' in measuring
  requireOption(watched, 'Trainer: watch', "'loss' with a loss that has no accuracy", options.watch)
}
