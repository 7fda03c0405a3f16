import { lanes } from './lanes'

/*
 * Panels: some rows of a matrix with any strides (in bytes), laid out so that a product reads them in
 * order. out[p][lane] = x[lane, p] for `count` lanes and zero beyond, in `vectors` vectors for each p.
 */

/** Packs one panel. Adjacent lanes are copied, adjacent depths transposed by blocks, the rest by element. */
export function pack<T>(x: usize, laneStep: i32, depthStep: i32, count: i32, vectors: i32, depth: i32, out: usize): void {
  const width = vectors * lanes<T>()
  if (count == width && laneStep == sizeof<T>()) packVectors(x, depthStep, vectors, depth, out)
  else if (count == width && depthStep == sizeof<T>()) packTransposed<T>(x, laneStep, vectors, depth, out)
  else packElements<T>(x, laneStep, depthStep, count, width, 0, depth, out)
}

function packVectors(x: usize, depthStep: i32, vectors: i32, depth: i32, out: usize): void {
  if (vectors == 1) {
    for (const end = out + (<usize>depth << 4); out < end; out += 16, x += depthStep) v128.store(out, v128.load(x))
    return
  }
  for (const end = out + (<usize>depth << 5); out < end; out += 32, x += depthStep) {
    v128.store(out, v128.load(x))
    v128.store(out, v128.load(x, 16), 16)
  }
}

function packTransposed<T>(x: usize, laneStep: i32, vectors: i32, depth: i32, out: usize): void {
  const whole = depth & -lanes<T>()
  const outStep = vectors << 4
  for (let v = 0; v < vectors; v++) {
    let source = x + v * lanes<T>() * laneStep
    let target = out + (v << 4)
    for (let p = 0; p < whole; p += lanes<T>()) {
      transposeBlock<T>(source, laneStep, target, outStep)
      source += 16
      target += lanes<T>() * outStep
    }
  }
  packElements<T>(x, laneStep, sizeof<T>(), vectors * lanes<T>(), vectors * lanes<T>(), whole, depth, out)
}

/** Transposes 4 x 4 float32 or 2 x 2 float64. */
@inline export function transposeBlock<T>(x: usize, xStep: i32, out: usize, outStep: i32): void {
  const a = v128.load(x)
  const b = v128.load(x + xStep)
  if (sizeof<T>() == 8) {
    v128.store(out, v128.shuffle<f64>(a, b, 0, 2))
    v128.store(out + outStep, v128.shuffle<f64>(a, b, 1, 3))
  } else {
    const c = v128.load(x + 2 * xStep)
    const d = v128.load(x + 3 * xStep)
    const ab01 = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
    const ab23 = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
    const cd01 = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
    const cd23 = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
    v128.store(out, v128.shuffle<f64>(ab01, cd01, 0, 2))
    v128.store(out + outStep, v128.shuffle<f64>(ab01, cd01, 1, 3))
    v128.store(out + 2 * outStep, v128.shuffle<f64>(ab23, cd23, 0, 2))
    v128.store(out + 3 * outStep, v128.shuffle<f64>(ab23, cd23, 1, 3))
  }
}

function packElements<T>(
  x: usize, laneStep: i32, depthStep: i32, count: i32, width: i32, from: i32, depth: i32, out: usize,
): void {
  for (let p = from; p < depth; p++) {
    const source = x + p * depthStep
    const target = out + p * width * sizeof<T>()
    for (let lane = 0; lane < width; lane++) {
      store<T>(target + lane * sizeof<T>(), lane < count ? load<T>(source + lane * laneStep) : 0)
    }
  }
}
