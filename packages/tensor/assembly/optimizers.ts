import { loadF32, storeF32 } from './remainder'

/*
 * Steps of descent on float32 parameters W with gradients G, for the elements [begin, end) of dense blocks
 * that are laid out alike. `hyper` is float64 and read at each call; what follows from it alone is computed
 * in float64 and rounded to float32 once. Every other operation rounds to float32, in the order written:
 *
 *   SGD (hyper: rate, momentum, dampening, decay, step)
 *     g = G + decay * W                        G itself where decay is 0
 *     V = kept * V + share * g                 kept, share = 0, 1 at step 1; momentum, 1 - dampening later
 *     W = W - rate * d                         d = V; g + momentum * V with nesterov; g without velocity
 *
 *   Adam (hyper: rate, beta1, beta2, epsilon, decay, step)
 *     g = G + decay * W                        G itself where decay is 0 or decoupled
 *     M = beta1 * M + (1 - beta1) * g
 *     S = beta2 * S + ((1 - beta2) * g) * g
 *     L = max(L, S)                            with `largest`, else L = S; NaN wins
 *     W = W * (1 - rate decay) - (r * M) / (sqrt(L) + e)      the first product only when decoupled
 *     r = rate root / (1 - beta1^step),  e = epsilon root,  root = sqrt(1 - beta2^step)
 *
 * Plain SGD so rounds like DESCEND (epilogue.ts).
 *
 * Error, to first order with eps = 2^-24, against the same step in real numbers: with A = |G| + decay |W|
 * and B = kept |V| + share A, V errs by at most 6 eps B and W by eps |W| + 11 eps rate (A + B), momentum <= 1.
 * Without decay in g, Adam's M errs by 4 eps (beta1 |M| + (1 - beta1) |g|), S by 5 eps S, and W by 3 eps |W|
 * (1 - rate decay, its product, the difference) + 14 eps r (beta1 |M| + (1 - beta1) |g|) / (sqrt(L) + e).
 *
 * Remainders go through the same operations in a padded vector (remainder.ts).
 */

const RATE: usize = 0
const MOMENTUM: usize = 8
const DAMPENING: usize = 16
const BETA1: usize = 8
const BETA2: usize = 16
const SGD_DECAY: usize = 24
const SGD_STEP: usize = 32
const EPSILON: usize = 24
const ADAM_DECAY: usize = 32
const ADAM_STEP: usize = 40

/** `velocity` 0 means none; `nesterov` is 0 or 1. Plain descent and plain momentum have loops of their own. */
export function sgdUpdateF32(
  parameter: usize, gradient: usize, velocity: usize, hyper: usize, nesterov: i32, begin: i32, end: i32,
): void {
  const isFirst = load<f64>(hyper, SGD_STEP) == 1
  const r = f32x4.splat(<f32>load<f64>(hyper, RATE))
  const m = f32x4.splat(<f32>load<f64>(hyper, MOMENTUM))
  const k = isFirst ? f32x4.splat(0) : m
  const s = f32x4.splat(isFirst ? 1 : <f32>(1 - load<f64>(hyper, DAMPENING)))
  const c = f32x4.splat(<f32>load<f64>(hyper, SGD_DECAY))
  const decays = v128.any_true(f32x4.ne(c, f32x4.splat(0)))
  const moves = velocity != 0
  const looksAhead = nesterov != 0
  let w = parameter + (<usize>begin << 2)
  let g = gradient + (<usize>begin << 2)
  let v = velocity + (<usize>begin << 2)
  const whole = w + (<usize>((end - begin) & -4) << 2)
  if (!decays && !moves) {
    for (; w < whole; w += 16, g += 16) descend4(w, g, v, 4, r, m, k, s, c, false, false, false)
  } else if (!decays && !looksAhead) {
    for (; w < whole; w += 16, g += 16, v += 16) descend4(w, g, v, 4, r, m, k, s, c, true, false, false)
  } else {
    for (; w < whole; w += 16, g += 16, v += 16) descend4(w, g, v, 4, r, m, k, s, c, moves, looksAhead, decays)
  }
  const rest = (end - begin) & 3
  if (rest != 0) descend4(w, g, v, rest, r, m, k, s, c, moves, looksAhead, decays)
}

@inline function descend4(
  parameter: usize, gradient: usize, velocity: usize, count: i32,
  rate: v128, momentum: v128, kept: v128, share: v128, decay: v128, hasVelocity: bool, nesterov: bool, decays: bool,
): void {
  const w = loadF32(parameter, count)
  let d = loadF32(gradient, count)
  if (decays) d = f32x4.add(d, f32x4.mul(decay, w))
  if (hasVelocity) {
    const v = f32x4.add(f32x4.mul(kept, loadF32(velocity, count)), f32x4.mul(share, d))
    storeF32(velocity, v, count)
    d = nesterov ? f32x4.add(d, f32x4.mul(momentum, v)) : v
  }
  storeF32(parameter, f32x4.sub(w, f32x4.mul(rate, d)), count)
}

/** `largest` 0 means none; `decoupled` is 0 or 1. */
export function adamUpdateF32(
  parameter: usize, gradient: usize, first: usize, second: usize, largest: usize, hyper: usize, decoupled: i32,
  begin: i32, end: i32,
): void {
  const turn = load<f64>(hyper, ADAM_STEP)
  const root = Math.sqrt(1 - power(load<f64>(hyper, BETA2), turn))
  const beta1 = f32x4.splat(<f32>load<f64>(hyper, BETA1))
  const beta2 = f32x4.splat(<f32>load<f64>(hyper, BETA2))
  const share1 = f32x4.splat(<f32>(1 - load<f64>(hyper, BETA1)))
  const share2 = f32x4.splat(<f32>(1 - load<f64>(hyper, BETA2)))
  const rate = f32x4.splat(<f32>(load<f64>(hyper, RATE) * root / (1 - power(load<f64>(hyper, BETA1), turn))))
  const epsilon = f32x4.splat(<f32>(load<f64>(hyper, EPSILON) * root))
  const shrink = f32x4.splat(<f32>(1 - load<f64>(hyper, RATE) * load<f64>(hyper, ADAM_DECAY)))
  const decay = f32x4.splat(decoupled == 0 ? <f32>load<f64>(hyper, ADAM_DECAY) : 0)
  const joins = v128.any_true(decay)
  let at = <usize>begin << 2
  const whole = at + (<usize>((end - begin) & -4) << 2)
  for (; at < whole; at += 16) {
    adam4(
      parameter + at, gradient + at, first + at, second + at, largest, largest + at, 4,
      beta1, beta2, share1, share2, rate, epsilon, shrink, decay, joins, decoupled,
    )
  }
  const rest = (end - begin) & 3
  if (rest == 0) return
  adam4(
    parameter + at, gradient + at, first + at, second + at, largest, largest + at, rest,
    beta1, beta2, share1, share2, rate, epsilon, shrink, decay, joins, decoupled,
  )
}

@inline function adam4(
  parameter: usize, gradient: usize, first: usize, second: usize, hasLargest: usize, largest: usize, count: i32,
  beta1: v128, beta2: v128, share1: v128, share2: v128, rate: v128, epsilon: v128, shrink: v128, decay: v128,
  joins: bool, decoupled: i32,
): void {
  let w = loadF32(parameter, count)
  let g = loadF32(gradient, count)
  if (joins) g = f32x4.add(g, f32x4.mul(decay, w))
  const m = f32x4.add(f32x4.mul(beta1, loadF32(first, count)), f32x4.mul(share1, g))
  let s = f32x4.add(f32x4.mul(beta2, loadF32(second, count)), f32x4.mul(f32x4.mul(share2, g), g))
  storeF32(first, m, count)
  storeF32(second, s, count)
  if (hasLargest != 0) {
    s = f32x4.max(loadF32(largest, count), s)
    storeF32(largest, s, count)
  }
  if (decoupled != 0) w = f32x4.mul(w, shrink)
  const step = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(s), epsilon))
  storeF32(parameter, f32x4.sub(w, step), count)
}

/** x^n for a whole n from 0, by squaring: errs by about n x^n 2^-53, far below what float32 can tell. */
function power(x: f64, n: f64): f64 {
  let result: f64 = 1
  for (let rest = <u32>n; rest != 0; rest >>= 1) {
    if ((rest & 1) != 0) result *= x
    x *= x
  }
  return result
}
