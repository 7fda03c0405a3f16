import type { BinaryOp } from '../backend'

/** a - b floor(a / b): the remainder with the sign of b. */
function remainder(a: number, b: number): number {
  const rest = a % b
  if (rest === 0) return b < 0 || Object.is(b, -0) ? -0 : 0
  return rest < 0 !== b < 0 ? rest + b : rest
}

/** floor(a / b), taken from the exact remainder, so that a = b floorDivide(a, b) + remainder(a, b). */
function floorDivide(a: number, b: number): number {
  if (b === 0) return a / b
  const rest = a % b
  const below = rest !== 0 && rest < 0 !== b < 0
  // Whole but for rounding, since the remainder is taken off first.
  return Math.round((a - rest) / b) - Number(below)
}

/** a^b by squaring, wrapping around at 32 bits; 0 below the first power. */
function integerPower(a: number, b: number): number {
  if (b < 0) return a === 1 ? 1 : a === -1 ? (b % 2 === 0 ? 1 : -1) : 0
  let power = 1
  let square = a
  for (let rest = b; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = Math.imul(power, square)
    square = Math.imul(square, square)
  }
  return power
}

export const binaryFunctions: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  floorDivide,
  remainder,
  // C and NumPy give 1 for 1^NaN and (-1)^Infinity, where JavaScript gives NaN.
  pow: (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY) ? 1 : a ** b),
  maximum: Math.max,
  minimum: Math.min,
  atan2: Math.atan2,
  equal: (a, b) => Number(a === b),
  notEqual: (a, b) => Number(a !== b),
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  greaterEqual: (a, b) => Number(a >= b),
  logicalAnd: (a, b) => Number(a !== 0 && b !== 0),
  logicalOr: (a, b) => Number(a !== 0 || b !== 0),
  logicalXor: (a, b) => Number((a !== 0) !== (b !== 0)),
  reluGradient: (a, b) => (b > 0 ? a : 0),
}

/** Where integers, which wrap around, must not go through a float64. */
export const integerFunctions: Readonly<
  Partial<Record<BinaryOp, (a: number, b: number) => number>>
> = {
  multiply: Math.imul,
  pow: integerPower,
  remainder: (a, b) => (b === 0 ? 0 : remainder(a, b)),
  floorDivide: (a, b) => (b === 0 ? 0 : Math.floor(a / b)),
}
