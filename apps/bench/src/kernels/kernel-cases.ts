import {
  add,
  exp,
  fromTypedArray,
  Generator,
  gatherRows,
  linear,
  matmul,
  matrixTranspose,
  relu,
  sgdUpdate,
  softmaxCrossEntropy,
  sum,
  type Tensor,
  tensor,
} from '@handwritten/tensor'

/** One operation on operands of one size. */
export interface KernelCase {
  readonly name: string
  readonly size: string
  /** Multiplications and additions; 0 where it is memory that counts. */
  readonly flops: number
  /** Read and written at the least, each operand once. */
  readonly bytes: number
  readonly call: () => unknown
}

type Normal = (...shape: number[]) => Tensor

const BATCH = 64
const LONG = 1_000_000
const IMAGES = 60_000

/** The operations that a training step is made of, at the seed network's sizes and at larger ones. */
export function kernelCases(): KernelCase[] {
  const generator = new Generator(1)
  const normal: Normal = (...shape) => generator.normal(shape)
  return [
    ...[64, 256, 512].map((n) => product('matmul', normal(n, n), normal(n, n))),
    ...layerProducts(normal, { inputs: 784, outputs: 256 }),
    ...layerProducts(normal, { inputs: 256, outputs: 64 }),
    ...streams(normal),
    sgdCase(normal),
    lossCase(normal, generator),
    gatherCase(generator),
  ]
}

function product(name: string, a: Tensor, b: Tensor): KernelCase {
  const [m, k] = a.shape as [number, number]
  const n = b.shape[1]!
  return {
    name,
    size: `${m}x${k} by ${k}x${n}`,
    flops: 2 * m * k * n,
    bytes: 4 * (m * k + k * n + m * n),
    call: () => matmul(a, b),
  }
}

/** A layer's three products: its outputs, its weights' gradient and its inputs' gradient. */
function layerProducts(
  normal: Normal,
  { inputs: width, outputs }: { inputs: number; outputs: number },
): KernelCase[] {
  const inputs = normal(BATCH, width)
  const gradient = normal(BATCH, outputs)
  const weight = normal(outputs, width)
  const bias = normal(outputs)
  const forward = product('linear', inputs, matrixTranspose(weight))
  return [
    { ...forward, call: () => linear(inputs, weight, bias) },
    product('weight gradient', matrixTranspose(gradient), inputs),
    product('input gradient', gradient, weight),
  ]
}

function streams(normal: Normal): KernelCase[] {
  const [a, b] = [normal(LONG), normal(LONG)]
  const stream = (name: string, arrays: number, call: () => unknown) => ({
    name,
    size: `${LONG}`,
    flops: 0,
    bytes: 4 * arrays * LONG,
    call,
  })
  return [
    stream('add', 3, () => add(a, b)),
    stream('relu', 2, () => relu(a)),
    stream('exp', 2, () => exp(a)),
    stream('sum', 1, () => sum(a)),
  ]
}

function sgdCase(normal: Normal): KernelCase {
  const [weight, gradient] = [normal(256, 784), normal(256, 784)]
  const hyper = tensor([1e-9, 0, 0, 0, 1], { dtype: 'float64' })
  return {
    name: 'SGD update',
    size: '256x784',
    flops: 0,
    bytes: 4 * 3 * weight.size,
    call: () => sgdUpdate(weight, gradient, hyper),
  }
}

function lossCase(normal: Normal, generator: Generator): KernelCase {
  const logits = normal(BATCH, 10)
  const labels = generator.integers([BATCH], 0, 10)
  return {
    name: 'softmax cross entropy',
    size: `${BATCH}x10`,
    flops: 0,
    bytes: 4 * logits.size,
    call: () => softmaxCrossEntropy(logits, labels),
  }
}

function gatherCase(generator: Generator): KernelCase {
  const images = fromTypedArray(new Uint8Array(IMAGES * 784).fill(7), [IMAGES, 784])
  const rows = generator.integers([BATCH], 0, IMAGES)
  return {
    name: 'gather and normalize',
    size: `${BATCH} of ${IMAGES}x784 uint8`,
    flops: 0,
    bytes: 5 * BATCH * 784,
    call: () => gatherRows(images, rows, { scale: 1 / 255, shift: -0.1307 }),
  }
}
