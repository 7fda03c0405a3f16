import { exp4, log1 } from './exponential'
import { loadF32, storeF32 } from './remainder'

/*
 * Softmax cross entropy of the rows of float32 logits z [n, c] against labels int32 [n], each from 0 to
 * c - 1. With m = max over j of z[i, j], t[j] = z[i, j] - m and S = sum over j of e^t[j]:
 *
 *   p[i, j] = e^t[j] / S
 *   loss[i] = log S - t[label] + smoothing * (t[label] - mean t)       the last term only with smoothing
 *   hit[i]  = 1 where the first maximum of the row is at the label, else 0; NaN is above all
 *   loss    = (sum over i of loss[i]) / n,   correct = sum over i of hit[i]
 *   out     = (p - target) * (upstream / n),   target = smoothing / c, plus 1 - smoothing at the label
 *
 * Layout. The elements of a row are adjacent, rows lie any stride apart; labels, losses and hits are dense.
 *
 * Order. S and the sum of t are four chains, of the columns j = 0, 1, 2, 3 mod 4, joined as (0 + 1) +
 * (2 + 3). The losses are summed in float64 in the order of the rows. Rows do not depend on each other.
 * smoothing / c, 1 - smoothing + smoothing / c and upstream / n are rounded to float32 before they are used.
 *
 * Error, to first order with eps = 2^-24: p by (m - z + c / 4 + log c + 7) eps p; loss[i] by (c / 4 + 3 log c
 * + 4 + 2 loss[i]) eps and, with smoothing, smoothing (c / 4 + 8) max |t| eps more; their mean by eps loss more;
 * out by (3 |p - target| + target) eps upstream / n. A row with NaN or +infinity, or of -infinity alone, has
 * p and loss NaN.
 *
 * A label that names no class is never used as an address: it makes `correct` negative.
 *
 * Remainders of a row go through the same operations in a padded vector, whose padding is not summed.
 */

/** The hit of a row, and the sum of all hits, where a label names no class. */
const WRONG_LABEL: i32 = -1

/** p, loss and hit of the rows [rowBegin, rowEnd). */
export function crossEntropyRowsF32(
  logits: usize, logitsRow: i32, labels: usize, classes: i32, smoothing: f32,
  probabilities: usize, probabilitiesRow: i32, losses: usize, hits: usize, rowBegin: i32, rowEnd: i32,
): void {
  for (let i = rowBegin; i < rowEnd; i++) {
    const z = logits + (<usize>(i * logitsRow) << 2)
    const p = probabilities + (<usize>(i * probabilitiesRow) << 2)
    const label = load<i32>(labels + (<usize>i << 2))
    const maximum = rowMaximum(z, classes)
    let powers = f32x4.splat(0)
    let shifts = f32x4.splat(0)
    for (let j = 0; j < classes; j += 4) {
      const at = <usize>j << 2
      const count = min(classes - j, 4)
      const mask = firstLanes(count)
      const t = f32x4.sub(loadF32(z + at, count), f32x4.splat(maximum))
      const power = exp4(t)
      storeF32(p + at, power, count)
      powers = f32x4.add(powers, v128.and(power, mask))
      shifts = f32x4.add(shifts, v128.and(t, mask))
    }
    const total = joined(powers)
    divideRow(p, classes, total)
    if (<u32>label >= <u32>classes) {
      store<f32>(losses + (<usize>i << 2), NaN)
      store<i32>(hits + (<usize>i << 2), WRONG_LABEL)
      continue
    }
    const t = load<f32>(z + (<usize>label << 2)) - maximum
    let loss = log1(total) - t
    if (smoothing != 0) loss += smoothing * (t - joined(shifts) / <f32>classes)
    store<f32>(losses + (<usize>i << 2), loss)
    store<i32>(hits + (<usize>i << 2), i32(isFirstMaximum(z, classes, label)))
  }
}

/** The mean of the losses and the number of hits of `count` rows. */
export function crossEntropyMeanF32(losses: usize, hits: usize, count: i32, loss: usize, correct: usize): void {
  let sum: f64 = 0
  let found = 0
  for (let i = 0; i < count; i++) {
    sum += <f64>load<f32>(losses + (<usize>i << 2))
    const hit = load<i32>(hits + (<usize>i << 2))
    found = hit == WRONG_LABEL || found < 0 ? WRONG_LABEL : found + hit
  }
  store<f32>(loss, <f32>(sum / <f64>count))
  store<i32>(correct, found)
}

/** out of the rows [rowBegin, rowEnd) of `count`; `upstream` is the address of one float32. */
export function crossEntropyGradientF32(
  probabilities: usize, probabilitiesRow: i32, labels: usize, classes: i32, count: i32, smoothing: f64, upstream: usize,
  out: usize, outRow: i32, rowBegin: i32, rowEnd: i32,
): void {
  const scale = <f32>(<f64>load<f32>(upstream) / <f64>count)
  const spread = smoothing / <f64>classes
  const atLabel = <f32>(1 - smoothing + spread)
  const spreads = f32x4.splat(<f32>spread)
  const scales = f32x4.splat(scale)
  for (let i = rowBegin; i < rowEnd; i++) {
    const p = probabilities + (<usize>(i * probabilitiesRow) << 2)
    const to = out + (<usize>(i * outRow) << 2)
    const label = load<i32>(labels + (<usize>i << 2))
    const isRight = <u32>label < <u32>classes
    const right: f32 = isRight ? (load<f32>(p + (<usize>label << 2)) - atLabel) * scale : 0
    for (let j = 0; j < classes; j += 4) {
      const at = <usize>j << 2
      const rest = min(classes - j, 4)
      storeF32(to + at, f32x4.mul(f32x4.sub(loadF32(p + at, rest), spreads), scales), rest)
    }
    if (isRight) store<f32>(to + (<usize>label << 2), right)
  }
}

/** Ones in the first `count` lanes. */
@inline function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count))
}

@inline function joined(chains: v128): f32 {
  const low = f32x4.extract_lane(chains, 0) + f32x4.extract_lane(chains, 1)
  return low + (f32x4.extract_lane(chains, 2) + f32x4.extract_lane(chains, 3))
}

/** The maximum of a row; NaN is passed over, for the sum will show it. */
function rowMaximum(x: usize, columns: i32): f32 {
  let best = f32x4.splat(-Infinity)
  for (let j = 0; j < columns; j += 4) {
    const count = min(columns - j, 4)
    const four = v128.bitselect(loadF32(x + (<usize>j << 2), count), best, firstLanes(count))
    best = f32x4.pmax(best, four)
  }
  best = f32x4.pmax(best, v128.shuffle<f32>(best, best, 2, 3, 0, 1))
  return f32x4.extract_lane(f32x4.pmax(best, v128.shuffle<f32>(best, best, 1, 0, 3, 2)), 0)
}

function divideRow(x: usize, columns: i32, by: f32): void {
  for (let j = 0; j < columns; j += 4) {
    const at = x + (<usize>j << 2)
    const count = min(columns - j, 4)
    storeF32(at, f32x4.div(loadF32(at, count), f32x4.splat(by)), count)
  }
}

/** Whether the first maximum of a row is at `label`. */
function isFirstMaximum(x: usize, columns: i32, label: i32): bool {
  const record = load<f32>(x + (<usize>label << 2))
  for (let j = 0; j < label; j++) {
    const value = load<f32>(x + (<usize>j << 2))
    const isBelow = record == record ? value < record : value == value
    if (!isBelow) return false
  }
  if (record != record) return true
  for (let j = label + 1; j < columns; j++) {
    if (!(load<f32>(x + (<usize>j << 2)) <= record)) return false
  }
  return true
}
