import {
  Generator,
  linear,
  relu,
  sgdUpdate,
  softmaxCrossEntropy,
  type Tensor,
  tensor,
  zerosLike,
} from '../../src'

/** A small classifier that learns with momentum, and batches for it. */
export function makeClassifier(sizes: readonly number[] = [20, 40, 6], seed = 1) {
  const generator = new Generator(seed)
  const weights = sizes.slice(1).map((outputs, i) => {
    const weight = generator.normal([outputs, sizes[i]], { std: Math.sqrt(2 / sizes[i]) })
    weight.requiresGrad = true
    return weight
  })
  const velocities = weights.map((weight) => zerosLike(weight))
  const hyper = tensor([0.05, 0.9, 0, 0, 0], { dtype: 'float64' })
  const last = weights.length - 1
  return {
    weights,
    /** One step on a batch [n, inputs] with labels int32 [n]; returns its mean loss. */
    step(x: Tensor, labels: Tensor): Tensor {
      const logits = weights.reduce(
        (y, weight, i) => (i === last ? linear(y, weight) : relu(linear(y, weight))),
        x,
      )
      const { loss } = softmaxCrossEntropy(logits, labels)
      loss.backward()
      weights.forEach((weight, i) => {
        sgdUpdate(weight, weight.grad!, hyper, { velocity: velocities[i] })
        weight.grad = null
      })
      return loss
    },
    batch(n: number): [x: Tensor, labels: Tensor] {
      return [generator.normal([n, sizes[0]]), generator.integers([n], 0, sizes[last + 1])]
    },
    /** All weights, one after another. */
    state(): number[] {
      return weights.flatMap((weight) => [...weight.toTypedArray()])
    },
  }
}

/** The losses and weights of a short training whose last batch of each epoch is short. */
export function train(
  compile: (step: (x: Tensor, labels: Tensor) => Tensor) => (x: Tensor, labels: Tensor) => Tensor,
  epochs = 4,
): number[] {
  const classifier = makeClassifier()
  const step = compile(classifier.step)
  const losses = Array.from({ length: epochs }, () =>
    [16, 16, 16, 5].map((n) => step(...classifier.batch(n)).item()),
  )
  return [...losses.flat(), ...classifier.state()]
}
