import { afterAll, describe, expect, it } from 'vitest'
import {
  adamUpdate,
  capture,
  fromTypedArray,
  Generator,
  gatherRows,
  linear,
  matrixTranspose,
  relu,
  setBackend,
  sgdUpdate,
  softmaxCrossEntropy,
  type Tensor,
  take,
  tensor,
  zerosLike,
} from '../../src'
import { KernelMemory } from '../../src/backend/wasm/memory/kernel-memory'
import { ResidentStorage } from '../../src/backend/wasm/memory/resident-storage'
import { singleThread } from '../../src/backend/wasm/threads/single-thread'
import type { ThreadPool } from '../../src/backend/wasm/threads/thread-pool'
import { firstDifference } from '../kernels/support'
import { wasmBackend } from '../support/wasm-backend'
import { staggeredPool } from './staggered-pool'

type Update = (parameter: Tensor, state: readonly Tensor[], hyper: Tensor<'float64'>) => void

const plain: Update = (p, _, hyper) => sgdUpdate(p, p.grad!, hyper)
const withVelocity: Update = (p, [velocity], hyper) => sgdUpdate(p, p.grad!, hyper, { velocity })
const nesterov: Update = (p, [velocity], hyper) =>
  sgdUpdate(p, p.grad!, hyper, { velocity, nesterov: true })
const adam: Update = (p, [first, second], hyper) => adamUpdate(p, p.grad!, first, second, hyper)
const decoupled: Update = (p, [first, second], hyper) =>
  adamUpdate(p, p.grad!, first, second, hyper, { decoupled: true })
const amsgrad: Update = (p, [first, second, largest], hyper) =>
  adamUpdate(p, p.grad!, first, second, hyper, { largest })

/** Hyperparameters without the number of the step, which comes last. */
const optimizers: [string, Update, number[]][] = [
  ['SGD', plain, [0.1, 0, 0, 0]],
  ['SGD with decay', plain, [0.1, 0, 0, 0.01]],
  ['SGD with momentum', withVelocity, [0.1, 0.9, 0, 0]],
  ['SGD with momentum, dampening and decay', withVelocity, [0.1, 0.9, 0.1, 0.01]],
  ['SGD with nesterov momentum', nesterov, [0.1, 0.9, 0, 0]],
  ['Adam', adam, [0.01, 0.9, 0.99, 1e-8, 0]],
  ['Adam with decay', adam, [0.01, 0.9, 0.99, 1e-8, 0.01]],
  ['AdamW', decoupled, [0.01, 0.9, 0.99, 1e-8, 0.01]],
  ['AMSGrad', amsgrad, [0.01, 0.9, 0.99, 1e-8, 0]],
]

const IMAGES = 90
const PIXELS = 130
const WIDTHS = [PIXELS, 70, 33, 10]
/** Batches of two sizes, so that both are captured, recorded and replayed. */
const BATCHES = [37, 37, 37, 8, 37, 8, 8, 8]

/** Images of which most pixels are 0, and their labels. */
function dataset() {
  const generator = new Generator(11)
  const bytes = generator.integers([IMAGES * PIXELS], -800, 256).toTypedArray()
  const images = tensor(
    Uint8Array.from(bytes, (byte) => Math.max(byte, 0)),
    { shape: [IMAGES, PIXELS] },
  )
  return { images, labels: generator.integers([IMAGES], 0, 10) }
}

type Compile = <A extends readonly Tensor[], R extends Tensor>(
  step: (...args: A) => R,
) => (...args: A) => R

/** Trains a network of three layers; the losses, and all numbers that it has left behind. */
function train(update: Update, settings: number[], isSparse: boolean, compile: Compile) {
  const generator = new Generator(3)
  const { images, labels } = dataset()
  const parameters = WIDTHS.slice(1).flatMap((outputs, i) => {
    const scale = Math.sqrt(2 / WIDTHS[i])
    const weight = matrixTranspose(generator.normal([WIDTHS[i], outputs], { std: scale }))
    return [weight, generator.normal([outputs], { std: 0.1 })]
  })
  const states = parameters.map((p) => [zerosLike(p), zerosLike(p), zerosLike(p)])
  const hyper = fromTypedArray(new Float64Array([...settings, 0])) as Tensor<'float64'>
  for (const parameter of parameters) parameter.requiresGrad = true
  const gather = { scale: 1 / 255, shift: -0.1, ...(isSparse ? { background: 0 } : {}) }
  const step = compile((rows: Tensor) => {
    let x: Tensor = gatherRows(images, rows, gather)
    for (let i = 0; i < parameters.length; i += 2) {
      x = linear(i === 0 ? x : relu(x), parameters[i], parameters[i + 1])
    }
    const { loss } = softmaxCrossEntropy(x, take(labels, rows))
    loss.backward()
    parameters.forEach((parameter, i) => {
      update(parameter, states[i], hyper)
      parameter.grad = null
    })
    return loss
  })
  const losses = BATCHES.map((n, i) => {
    hyper.data[settings.length] = i + 1
    return step(new Generator(i).integers([n], 0, IMAGES)).item()
  })
  return [...losses, ...parameters, ...states.flat()].flatMap((x) =>
    typeof x === 'number' ? x : [...x.toTypedArray()],
  )
}

function usePool(poolOf: (memory: KernelMemory) => ThreadPool): void {
  const memory = new KernelMemory()
  const pool = poolOf(memory)
  setBackend(wasmBackend(new ResidentStorage(memory), () => pool))
}

describe.each(optimizers)('a captured step of %s', (_, update, settings) => {
  afterAll(() => setBackend('reference'))

  it.each([
    ['dense', false],
    ['sparse', true],
  ])('on %s rows has the bits of the eager one, on any threads', (_, isSparse) => {
    usePool((memory) => singleThread(memory))
    const eager = train(update, settings, isSparse, (step) => step)
    expect(eager[BATCHES.length - 1]).not.toBe(eager[0])
    const replayed = () => train(update, settings, isSparse, capture as Compile)
    expect(firstDifference(replayed(), eager)).toBeNull()
    for (const threads of [2, 3, 5]) {
      usePool((memory) => staggeredPool(memory, threads, 7 * threads))
      expect(firstDifference(replayed(), eager)).toBeNull()
    }
  })
})
