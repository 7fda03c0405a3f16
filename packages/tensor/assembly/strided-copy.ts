/*
 * out[i, j, ...] = x[i, j, ...] and out[i, j, ...] += x[i, j, ...] on blocks of any number of axes and any
 * strides. `axes` holds three int32 for each axis, the outermost first: its size, and the strides of x and out
 * in elements; the outermost is walked from `begin` to `end`. Elements of 1, 4 or 8 bytes are copied as they
 * are. Sums go in row-major order, each rounded, so that an element of `out` that is met again (sliding
 * windows) gets its terms in one order whatever the range, as long as no two ranges reach it.
 */

@inline function walk<T>(adds: bool, x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  const xStep = <usize>load<i32>(axes, 4) * sizeof<T>()
  const outStep = <usize>load<i32>(axes, 8) * sizeof<T>()
  let from = x + <usize>begin * xStep
  let to = out + <usize>begin * outStep
  if (rank > 1) {
    for (let i = begin; i < end; i++, from += xStep, to += outStep) {
      if (adds) accumulateAxes<T>(from, to, axes + 12, rank - 1, 0, load<i32>(axes, 12))
      else copyAxes<T>(from, to, axes + 12, rank - 1, 0, load<i32>(axes, 12))
    }
  } else if (!adds && xStep == sizeof<T>() && outStep == sizeof<T>()) {
    memory.copy(to, from, <usize>(end - begin) * sizeof<T>())
  } else {
    for (let i = begin; i < end; i++, from += xStep, to += outStep) {
      store<T>(to, adds ? load<T>(to) + load<T>(from) : load<T>(from))
    }
  }
}

function copyAxes<T>(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  walk<T>(false, x, out, axes, rank, begin, end)
}

function accumulateAxes<T>(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  walk<T>(true, x, out, axes, rank, begin, end)
}

export function stridedCopy8(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  copyAxes<u8>(x, out, axes, rank, begin, end)
}

export function stridedCopy32(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  copyAxes<u32>(x, out, axes, rank, begin, end)
}

export function stridedCopy64(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  copyAxes<u64>(x, out, axes, rank, begin, end)
}

export function accumulateF32(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  accumulateAxes<f32>(x, out, axes, rank, begin, end)
}

export function accumulateF64(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  accumulateAxes<f64>(x, out, axes, rank, begin, end)
}

export function accumulateI32(x: usize, out: usize, axes: usize, rank: i32, begin: i32, end: i32): void {
  accumulateAxes<i32>(x, out, axes, rank, begin, end)
}
