import type { ReplayPart } from '@handwritten/tensor'

/** The parts of a training step, in their order, and what threads do between them. */
export const PHASES = [
  'gather',
  'forward',
  'loss',
  'backward',
  'backward and update',
  'update',
  'waiting',
] as const
export type Phase = (typeof PHASES)[number]

/** What one part of a captured step is. */
export interface PartWork {
  readonly phase: Phase
  /** As in `product 64x256 by 256x64`. */
  readonly work: string
  /** Multiplications and additions of products, those with background left out; 0 for all else. */
  readonly flops: number
}

type Call = ReplayPart['calls'][number]

const GATHERING = ['gatherRows', 'toCsr', 'csrToCsc', 'take']
const UPDATES = ['sgdUpdate', 'adamUpdate']
const isLoss = ({ kernel }: Call) => kernel.startsWith('softmaxCrossEntropy')

/**
 * Tells what each part of a replayed training step does. What comes before the loss is the way forward,
 * what comes after it the way back; a part that also descends belongs to both.
 * @param density share of the inputs that is not background
 */
export function partWorks(parts: readonly ReplayPart[], density: number): PartWork[] {
  const loss = parts.findIndex(({ calls }) => calls.some(isLoss))
  return parts.map(({ calls }, index) => ({
    phase: phaseOf(calls, index < loss),
    work: calls.length === 0 ? 'at a barrier' : calls.map(callName).join(', '),
    flops: calls.reduce((sum, call) => sum + callFlops(call, density), 0),
  }))
}

function phaseOf(calls: readonly Call[], isBeforeLoss: boolean): Phase {
  const updating = calls.filter(({ kernel }) => UPDATES.includes(kernel)).length
  if (calls.length === 0) return 'waiting'
  if (calls.some(isLoss)) return 'loss'
  if (calls.some(({ kernel }) => GATHERING.includes(kernel))) return 'gather'
  if (isBeforeLoss) return 'forward'
  if (updating === 0) return 'backward'
  return updating === calls.length ? 'update' : 'backward and update'
}

const NAMES: Readonly<Record<string, string>> = {
  linear: 'layer',
  matmul: 'product',
  csrMatmul: 'sparse product',
  toCsr: 'rows to CSR',
  csrToCsc: 'CSR to CSC',
  conv2d: 'convolution',
  conv2dInputGradient: 'gradient of its input',
  conv2dWeightGradient: 'gradient of its weights',
  sgdUpdate: 'descent',
  adamUpdate: 'Adam',
  softmaxCrossEntropy: 'softmax cross entropy',
  softmaxCrossEntropyGradient: 'its gradient',
}

function callName(call: Call): string {
  const operands = product(call)
  const name = NAMES[call.kernel] ?? operationOf(call)
  return operands
    ? `${name} ${operands.rows}x${operands.inner} by ${operands.inner}x${operands.columns}`
    : name
}

/** `relu` of a `unary` call, as its first argument says. */
function operationOf({ kernel, args: [first] }: Call): string {
  return typeof first === 'string' ? first : kernel
}

function callFlops(call: Call, density: number): number {
  const operands = product(call)
  if (!operands) return convolutionFlops(call)
  const dense = 2 * operands.rows * operands.inner * operands.columns
  return call.kernel === 'csrMatmul' ? dense * density : dense
}

/** The sizes of a product; undefined for what is none. */
function product(call: Call): { rows: number; inner: number; columns: number } | undefined {
  const shapes = shapesOf(call)
  const [first, second] = shapes
  const result = shapes.at(-1)
  if (!['linear', 'matmul', 'csrMatmul'].includes(call.kernel)) return undefined
  if (!first || !second || !result) return undefined
  return { rows: first[0]!, inner: first[1]!, columns: result.at(-1)! }
}

/** The outputs [n, O, h, w] and the weight [O, C / groups, kh, kw] among the tensors of a convolution's kernels. */
const CONVOLUTIONS: Readonly<Record<string, readonly [outputs: number, weight: number]>> = {
  conv2d: [-1, 1],
  conv2dInputGradient: [0, 1],
  conv2dWeightGradient: [1, -1],
}

/** Multiplications and additions of a convolution, those with padding included; 0 for all else. */
function convolutionFlops(call: Call): number {
  const places = CONVOLUTIONS[call.kernel]
  if (!places) return 0
  const shapes = shapesOf(call)
  const [outputs, weight] = places.map((place) => shapes.at(place) ?? [])
  const sizeOf = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1)
  return 2 * sizeOf(outputs!) * sizeOf(weight!.slice(1))
}

function shapesOf(call: Call): (readonly number[])[] {
  return call.args.flatMap((arg) =>
    arg !== null && typeof arg === 'object' && 'shape' in arg ? [arg.shape] : [],
  )
}
