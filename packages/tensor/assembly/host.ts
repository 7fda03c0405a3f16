/*
 * Functions of one or two float64 numbers, for float64 itself and for the float32 functions that have no
 * kernel of four: what the host's Math gives, whose functions the module imports, rounded once more where the
 * result is float32. sigmoid, softplus, erf and pow are put together as the reference backend does it, so
 * that all of them have its bits.
 */
@external('Math', 'exp') declare function hostExp(x: f64): f64
@external('Math', 'expm1') declare function hostExpm1(x: f64): f64
@external('Math', 'log') declare function hostLog(x: f64): f64
@external('Math', 'log1p') declare function hostLog1p(x: f64): f64
@external('Math', 'log2') declare function hostLog2(x: f64): f64
@external('Math', 'log10') declare function hostLog10(x: f64): f64
@external('Math', 'sin') declare function hostSin(x: f64): f64
@external('Math', 'cos') declare function hostCos(x: f64): f64
@external('Math', 'tan') declare function hostTan(x: f64): f64
@external('Math', 'asin') declare function hostAsin(x: f64): f64
@external('Math', 'acos') declare function hostAcos(x: f64): f64
@external('Math', 'atan') declare function hostAtan(x: f64): f64
@external('Math', 'sinh') declare function hostSinh(x: f64): f64
@external('Math', 'cosh') declare function hostCosh(x: f64): f64
@external('Math', 'tanh') declare function hostTanh(x: f64): f64
@external('Math', 'asinh') declare function hostAsinh(x: f64): f64
@external('Math', 'acosh') declare function hostAcosh(x: f64): f64
@external('Math', 'atanh') declare function hostAtanh(x: f64): f64
@external('Math', 'atan2') declare function hostAtan2(y: f64, x: f64): f64
@external('Math', 'pow') declare function hostPow(x: f64, y: f64): f64

export const EXP: i32 = 12
export const LOG: i32 = 13
export const TANH: i32 = 14
export const EXPM1: i32 = 15
export const LOG1P: i32 = 16
export const ERF: i32 = 17
export const SIGMOID: i32 = 18
export const SOFTPLUS: i32 = 19

/** f(x) for the operations from EXP on. */
export function hostUnary(op: i32, x: f64): f64 {
  switch (op) {
    case EXP: return hostExp(x)
    case LOG: return hostLog(x)
    case TANH: return hostTanh(x)
    case EXPM1: return hostExpm1(x)
    case LOG1P: return hostLog1p(x)
    case ERF: return erf(x)
    case SIGMOID: return sigmoid(x)
    case SOFTPLUS: return max<f64>(x, 0) + hostLog1p(hostExp(-abs(x)))
    case 20: return hostLog2(x)
    case 21: return hostLog10(x)
    case 22: return hostSin(x)
    case 23: return hostCos(x)
    case 24: return hostTan(x)
    case 25: return hostAsin(x)
    case 26: return hostAcos(x)
    case 27: return hostAtan(x)
    case 28: return hostSinh(x)
    case 29: return hostCosh(x)
    case 30: return hostAsinh(x)
    case 31: return hostAcosh(x)
    default: return hostAtanh(x)
  }
}

export function exp64(x: f64): f64 {
  return hostExp(x)
}

export function log64(x: f64): f64 {
  return hostLog(x)
}

/** A normal number of the radius sqrt(-2 log u) at the angle 2 pi v, by Box and Muller: its cosine or its sine. */
export function normal64(u: f64, v: f64, isSecond: bool): f64 {
  const radius = sqrt<f64>(-2 * hostLog(u))
  const angle = 2 * Math.PI * v
  return radius * (isSecond ? hostSin(angle) : hostCos(angle))
}

/** a^b as C and NumPy have it: 1^NaN and (-1)^infinity are 1. */
export function pow64(a: f64, b: f64): f64 {
  return a == 1 || (a == -1 && abs(b) == Infinity) ? 1 : hostPow(a, b)
}

export function atan264(a: f64, b: f64): f64 {
  return hostAtan2(a, b)
}

function sigmoid(x: f64): f64 {
  const small = hostExp(-abs(x))
  return x >= 0 ? 1 / (1 + small) : small / (1 + small)
}

/** src/backend/reference/erf.ts tells the formulas. */
function erf(x: f64): f64 {
  if (x != x || x == 0) return x
  const size = abs(x)
  let value: f64 = 1
  if (size < 2.5) {
    let term = size
    value = size
    for (let n = 1; n < 60; n++) {
      term *= (2 * size * size) / <f64>(2 * n + 1)
      value += term
    }
    value *= (2 / sqrt(Math.PI)) * hostExp(-size * size)
  } else if (size < 6) {
    let tail = size
    for (let n = 80; n >= 1; n--) tail = size + <f64>n / 2 / tail
    value = 1 - hostExp(-size * size) / sqrt(Math.PI) / tail
  }
  return x < 0 ? -value : value
}
