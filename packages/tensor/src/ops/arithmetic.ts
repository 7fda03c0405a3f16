import { record } from '../autograd/graph'
import type { Tensor } from '../tensor'
import { binary, unary } from './elementwise'
import { asFloat, type Operand, promoted, toTensor } from './operand'
import { sumTo } from './sum-to'

/** a + b. Both derivatives are 1. */
export function add(a: Operand, b: Operand): Tensor {
  const [x, y] = promoted('add', a, b)
  const out = binary('add', x, y, x.dtype)
  return record('add', out, [x, y], [(g) => sumTo(g, x.shape), (g) => sumTo(g, y.shape)])
}

/** a - b. The derivatives are 1 and -1. */
export function subtract(a: Operand, b: Operand): Tensor {
  const [x, y] = promoted('subtract', a, b)
  const out = binary('subtract', x, y, x.dtype)
  return record(
    'subtract',
    out,
    [x, y],
    [(g) => sumTo(g, x.shape), (g) => sumTo(negative(g), y.shape)],
  )
}

/** a * b. The derivatives are b and a. */
export function multiply(a: Operand, b: Operand): Tensor {
  const [x, y] = promoted('multiply', a, b)
  const out = binary('multiply', x, y, x.dtype)
  return record(
    'multiply',
    out,
    [x, y],
    [(g) => sumTo(multiply(g, y), x.shape), (g) => sumTo(multiply(g, x), y.shape)],
  )
}

/** a / b; integers are divided as float64. With y = a / b: dy/da = 1 / b, dy/db = -y / b. */
export function divide(a: Operand, b: Operand): Tensor {
  const [x, y] = promoted('divide', a, b).map(asFloat)
  const out: Tensor = binary('divide', x, y, x.dtype)
  return record(
    'divide',
    out,
    [x, y],
    [
      (g) => sumTo(divide(g, y), x.shape),
      (g) => sumTo(negative(multiply(g, divide(out, y))), y.shape),
    ],
  )
}

/** -x. The derivative is -1. */
export function negative(x: Operand): Tensor {
  const input = toTensor('negative', x)
  return record('negative', unary('negative', input), [input], [(g) => negative(g)])
}
