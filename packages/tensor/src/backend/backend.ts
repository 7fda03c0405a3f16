import type { Exchange } from '../core/kernel-argument'
import type { ConvolutionGeometry, PoolWindows } from '../core/picture-geometry'
import type { View } from '../core/view'

export type UnaryOp =
  | 'abs'
  | 'negative'
  | 'sign'
  | 'square'
  | 'sqrt'
  | 'rsqrt'
  | 'reciprocal'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'log2'
  | 'log10'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'acosh'
  | 'atanh'
  | 'erf'
  | 'sigmoid'
  | 'softplus'
  | 'relu'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'trunc'
  | 'isnan'
  | 'isfinite'
  | 'isinf'
  | 'logicalNot'

export type BinaryOp =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'floorDivide'
  | 'remainder'
  | 'pow'
  | 'maximum'
  | 'minimum'
  | 'atan2'
  | 'equal'
  | 'notEqual'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual'
  | 'logicalAnd'
  | 'logicalOr'
  | 'logicalXor'
  /** `a` where `b > 0`, else 0: the gradient `a` passed back through a ReLU whose output is `b`. */
  | 'reluGradient'

export type ReduceOp = 'sum' | 'prod' | 'max' | 'min' | 'any' | 'all' | 'logSumExp'
export type ArgReduceOp = 'argmax' | 'argmin'
export type CumulativeOp = 'sum' | 'prod'
export type Activation = 'none' | 'relu'
export type Distribution = 'uniform' | 'normal' | 'bits'

/**
 * Everything that touches the elements of a tensor. Operations check shapes, choose dtypes, broadcast
 * and allocate; a kernel only computes. The rules that hold for every kernel:
 *
 * - inputs and `out` are strided views with any strides; inputs are never written;
 * - `out` is allocated by the caller, is written whole and does not overlap an input, except that
 *   elementwise kernels may be given the very view of an input (same strides and offset) as `out`;
 * - inputs of one kernel have one dtype, and `out` has it too, unless a kernel says otherwise;
 * - sums of floats are taken in an order that depends on the shapes alone;
 * - sizes may be 0; integer arithmetic wraps around; a bool is stored as 0 or 1;
 * - an index out of range throws an `IndexError`, whose message names the index and the size.
 */
export interface Backend {
  readonly name: string

  /** out = value */
  fill(out: View, value: number): void
  /** out = x, converted to out's dtype: floats are cut toward zero, bool is `x !== 0`. */
  copy(x: View, out: View): void
  /** out += x, element after element: `out` may overlap itself (sliding windows). */
  accumulate(x: View, out: View): void

  /** out = op(x). `is...` and `logicalNot` write bool. Shapes are equal. */
  unary(op: UnaryOp, x: View, out: View): void
  /**
   * out = op(a, b). Comparisons and logical operations write bool, and only they and `maximum` and
   * `minimum` are given it. All three shapes are equal.
   */
  binary(op: BinaryOp, a: View, b: View, out: View): void
  /** out = condition ? a : b. `condition` is bool; the four shapes are equal. */
  where(condition: View, a: View, b: View, out: View): void

  /**
   * Reduces the axes along which `out` has size 1; both have the same number of axes. `sum` and
   * `prod` write int32 for integers and bool; `any` and `all` read and write bool. NaN wins in
   * `max` and `min`, which are never given an empty axis.
   */
  reduce(op: ReduceOp, x: View, out: View): void
  /** The first position of the extreme along `axis` as int32; `out` has size 1 there. NaN wins. */
  argReduce(op: ArgReduceOp, x: View, axis: number, out: View): void
  /** Running sums or products along `axis`; int32 for integers and bool. */
  cumulative(op: CumulativeOp, x: View, axis: number, out: View): void
  /** Ascending along `axis`, NaN last. */
  sort(x: View, axis: number, out: View): void
  /** int32 positions that sort x along `axis`, ascending and stable, NaN last. */
  argsort(x: View, axis: number, out: View): void
  /** int32 [count, ndim]: the positions of the nonzero elements, in row-major order. */
  nonzero(x: View, out: View): void

  /** exp(x - max) / sum(exp(x - max)) along `axis`. */
  softmax(x: View, axis: number, out: View): void
  /** x - max - log(sum(exp(x - max))) along `axis`. */
  logSoftmax(x: View, axis: number, out: View): void

  /** out [..., m, n] = a [..., m, k] x b [..., k, n]; leading axes are equal. */
  matmul(a: View, b: View, out: View): void
  /** out [n, outputs] = activation(x [n, inputs] x weight^T [outputs, inputs] + bias [outputs]). */
  linear(x: View, weight: View, bias: View | null, activation: Activation, out: View): void

  /**
   * out [n, O, y, z] = activation(bias[o] + sum over q, a, b of
   * weight[o, q, a, b] * x[n, q, y * stride + a * dilation - padding, z * stride + b * dilation - padding]),
   * where x [n, C, h, w] is 0 outside, weight is [O, C / groups, kh, kw], and q counts the inputs of o's group.
   */
  conv2d(
    x: View,
    weight: View,
    bias: View | null,
    geometry: ConvolutionGeometry,
    activation: Activation,
    out: View,
  ): void
  /** The gradient of `conv2d` with respect to x, from the gradient g [n, O, y, z] of its output: out [n, C, h, w]. */
  conv2dInputGradient(g: View, weight: View, geometry: ConvolutionGeometry, out: View): void
  /** The gradient of `conv2d` with respect to the weight: out [O, C / groups, kh, kw]. */
  conv2dWeightGradient(x: View, g: View, geometry: ConvolutionGeometry, out: View): void

  /**
   * out = the maximum of each window of x [n, c, h, w]; `indices` (int32, the shape of `out`) = row * w + column of
   * the first element that is largest. Of NaNs the last one wins.
   */
  maxPool2d(x: View, windows: PoolWindows, out: View, indices: View): void
  /** out [n, c, h, w] = the sum of g over the windows whose index is the element's own. */
  maxPool2dGradient(g: View, indices: View, windows: PoolWindows, out: View): void
  /** out = the sum of each window of x [n, c, h, w] divided by its divisors. */
  avgPool2d(x: View, windows: PoolWindows, out: View): void
  /** out [n, c, h, w] = the sum of g over its divisors over the windows that contain the element. */
  avgPool2dGradient(g: View, windows: PoolWindows, out: View): void

  /**
   * out[.., j, ..] = x[.., indices[j], ..] along `axis`. Here and in the next three kernels indices
   * are int32 from -size to size - 1, negative ones counting from the end.
   */
  take(x: View, indices: View, axis: number, out: View): void
  /** out[.., indices[j], ..] += x[.., j, ..] along `axis`, in the order of j; indices are [m]. */
  scatterAdd(x: View, indices: View, axis: number, out: View): void
  /** out[.., j, ..] = x[.., indices[.., j, ..], ..]; indices (int32) and out have one shape. */
  takeAlongAxis(x: View, indices: View, axis: number, out: View): void
  /** out[.., indices[.., j, ..], ..] += x[.., j, ..]; indices (int32) and x have one shape. */
  scatterAddAlongAxis(x: View, indices: View, axis: number, out: View): void
  /**
   * out [m, k] float = source [n, k] of any dtype at `rows` int32 [m] from 0 to n - 1, times scale
   * plus shift.
   */
  gatherRows(source: View, rows: View, scale: number, shift: number, out: View): void

  /**
   * The CSR form (see `Csr`) of the rows `rows` (int32 [m]) of source (uint8 [n, k]) minus a background: the
   * values are (byte - background) * scale where the byte differs from it. `entries` is int32 [m, k, 2],
   * `ranges` int32 [m, 2].
   */
  toCsr(
    source: View,
    rows: View,
    background: number,
    scale: number,
    entries: View,
    ranges: View,
  ): void
  /** The CSC form of a matrix in CSR form: `entries` is int32 [k, m, 2] and holds rows, `ranges` is [k, 2]. */
  csrToCsc(rowEntries: View, rowRanges: View, entries: View, ranges: View): void
  /**
   * out [m, n] = activation(X matrix + bias), where X [m, k] is `background` plus the matrix in
   * CSR form, and matrix is float32 [k, n] with contiguous rows. How an entry stores its column is
   * private to a backend.
   */
  csrMatmul(
    entries: View,
    ranges: View,
    matrix: View,
    background: number,
    bias: View | null,
    activation: Activation,
    out: View,
  ): void

  /**
   * logits z float [n, c], labels int32 [n]. Writes the mean of `logSumExp(z) - z[label] + smoothing
   * (z[label] - mean(z))` into `loss` (0-d, dtype of logits), the number of rows whose first maximum
   * is at the label into `correct` (0-d int32), and the softmax of the logits into `probabilities`.
   */
  softmaxCrossEntropy(
    logits: View,
    labels: View,
    smoothing: number,
    loss: View,
    correct: View,
    probabilities: View,
  ): void
  /**
   * out [n, c] = (probabilities - target) * upstream / n, where upstream is 0-d and the target is
   * 1 - smoothing at the label and 0 elsewhere, plus smoothing / c.
   */
  softmaxCrossEntropyGradient(
    probabilities: View,
    labels: View,
    smoothing: number,
    upstream: View,
    out: View,
  ): void

  /**
   * One step of stochastic gradient descent, in place. `hyper` is float64 [5] and read at each call:
   * learning rate, momentum, dampening, weight decay, step number from 1. With g = gradient +
   * decay * parameter: velocity = g at step 1, then momentum * velocity + (1 - dampening) * g;
   * parameter -= rate * (nesterov ? g + momentum * velocity : velocity), or rate * g without velocity.
   */
  sgdUpdate(
    parameter: View,
    gradient: View,
    velocity: View | null,
    hyper: View,
    nesterov: boolean,
  ): void
  /**
   * One step of Adam, in place. `hyper` is float64 [6] and read at each call: learning rate, beta1,
   * beta2, epsilon, weight decay, step number from 1. `first` and `second` are the running moments,
   * `largest` the running maximum of the second one (AMSGrad). Weight decay is added to the gradient,
   * or, when `decoupled` (AdamW), taken from the parameter.
   */
  adamUpdate(
    parameter: View,
    gradient: View,
    first: View,
    second: View,
    largest: View | null,
    hyper: View,
    decoupled: boolean,
  ): void

  /**
   * Fills `out` from the counter-based generator whose `state` is int32 [4]: key (2 words), counter
   * (2 words); then advances the counter in `state`. `uniform` is in [0, 1), `normal` has mean 0 and
   * variance 1, `bits` are whole 32-bit words (out is int32).
   */
  random(distribution: Distribution, state: View, out: View): void

  /** Calls `work` with the elements of `values`, which are contiguous; `work` may change them. */
  exchange(work: Exchange, values: View): void
}
