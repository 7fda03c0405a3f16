import { record } from '../autograd/tape/graph'
import { run } from '../backend/executor'
import { checkCount } from '../core/check-call'
import { empty } from '../core/empty'
import { broadcastShapes } from '../core/shape'
import type { Tensor } from '../core/tensor'
import { whereKernel } from '../kernels/elementwise'
import type { Beside, ChosenShape } from '../types/broadcast'
import type { PromotedIn } from '../types/dtypes'
import type { Operand } from '../types/options'
import { astype } from './astype'
import { broadcastView } from './broadcast-to'
import { promoted, toTensor } from './operand'
import { sumTo } from './sum-to'

/**
 * `a` where the condition is true, else `b`. The gradient goes to whichever was chosen, and the
 * other one gets 0.
 */
export function where<C extends Operand, A extends Operand, B extends Operand>(
  condition: C,
  a: Beside<'where', C, A>,
  b: Beside<'where', A, B>,
): Tensor<PromotedIn<A, B>, ChosenShape<C, A, B>>
export function where(condition: Operand, a: Operand, b: Operand): Tensor {
  checkCount('where', arguments.length, 3)
  const chosen = astype(toTensor('where', condition), 'bool')
  const [x, y] = promoted('where', a, b)
  const shape = broadcastShapes('where', chosen.shape, broadcastShapes('where', x.shape, y.shape))
  const out = empty(shape, x.dtype)
  const view = (input: Tensor) => broadcastView(input, shape)
  run(whereKernel, view(chosen), view(x), view(y), out)
  return record(
    'where',
    out,
    [x, y],
    [(g) => sumTo(where(chosen, g, 0), x.shape), (g) => sumTo(where(chosen, 0, g), y.shape)],
  )
}
