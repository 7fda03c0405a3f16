import { Generator, logSoftmax, softmax, type Tensor, tensor } from '@handwritten/tensor'
import {
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  KLDivLoss,
  L1Loss,
  type Loss,
  MSELoss,
  NLLLoss,
  type Reduction,
  SmoothL1Loss,
} from '../../src/index'

/** A loss with an input and a target for it. */
export interface LossExample {
  /** Its class, and what is special about it. */
  readonly name: string
  readonly loss: Loss
  readonly input: Tensor
  readonly target: Tensor
}

/** Every loss in its variants, in float64. */
export function lossExamples(reduction: Reduction): LossExample[] {
  const generator = new Generator(23)
  const [scores, others] = [0, 1].map(() => generator.normal([4, 3], { dtype: 'float64' }))
  const weight = tensor([0.5, 2, 3], { dtype: 'float64' })
  const labels = tensor(Int32Array.of(2, 0, 1, 1))
  const probabilities = softmax(others)
  const example = (name: string, loss: Loss, input: Tensor, target: Tensor): LossExample => ({
    ...{ loss, input, target },
    name: `${name}, ${reduction}`,
  })
  const crossEntropies = [{}, { weight }, { labelSmoothing: 0.2 }, { weight, labelSmoothing: 0.2 }]
  return [
    ...crossEntropies.flatMap((options) => {
      const loss = new CrossEntropyLoss({ reduction, ...options })
      const name = ['CrossEntropyLoss', ...Object.keys(options)].join(' ')
      return [
        example(`${name} of class numbers`, loss, scores, labels),
        example(`${name} of probabilities`, loss, scores, probabilities),
      ]
    }),
    example('NLLLoss', new NLLLoss({ reduction }), logSoftmax(scores), labels),
    example('NLLLoss weight', new NLLLoss({ reduction, weight }), logSoftmax(scores), labels),
    example('MSELoss', new MSELoss({ reduction }), scores, others),
    example('L1Loss', new L1Loss({ reduction }), scores, others),
    example('SmoothL1Loss', new SmoothL1Loss({ reduction, beta: 0.8 }), scores, others),
    example('BCEWithLogitsLoss', new BCEWithLogitsLoss({ reduction }), scores, probabilities),
    example('KLDivLoss', new KLDivLoss({ reduction }), logSoftmax(scores), probabilities),
  ]
}
