import {
  adamUpdate,
  fromTypedArray,
  Generator,
  gatherRows,
  linear,
  matmul,
  relu,
  softmaxCrossEntropy,
  tensor,
  zerosLike,
} from '@handwritten/tensor'

/** One turn of a program whose instructions are counted; made on the reference backend, from seeded numbers. */
export type CountedProgram = () => unknown

/** Small programs along the reference backend's paths, by name. */
export const COUNTED_PROGRAMS: Readonly<Record<string, () => CountedProgram>> = {
  'product 12x16 by 16x12': () => {
    const generator = new Generator(1)
    const [a, b] = [generator.normal([12, 16]), generator.normal([16, 12])]
    return () => matmul(a, b)
  },
  'layer, loss and gradients, 8x20 to 12': () => {
    const generator = new Generator(1)
    const [x, weight] = [generator.normal([8, 20]), generator.normal([12, 20])]
    const labels = generator.integers([8], 0, 12)
    weight.requiresGrad = true
    return () => {
      softmaxCrossEntropy(relu(linear(x, weight)), labels).loss.backward()
      weight.grad = null
    }
  },
  'rows of bytes, 8 of 64x20': () => {
    const generator = new Generator(1)
    const images = fromTypedArray(new Uint8Array(64 * 20).fill(7), [64, 20])
    const rows = generator.integers([8], 0, 64)
    return () => gatherRows(images, rows, { scale: 1 / 255, shift: -0.1 })
  },
  'Adam, 12x20': () => {
    const generator = new Generator(1)
    const [weight, gradient] = [generator.normal([12, 20]), generator.normal([12, 20])]
    const [first, second] = [zerosLike(weight), zerosLike(weight)]
    const hyper = tensor([0.001, 0.9, 0.999, 1e-8, 0, 1], { dtype: 'float64' })
    return () => adamUpdate(weight, gradient, first, second, hyper)
  },
}
