/*
 * Elements that int32 indices name, along one axis. A line is one index of the axes before it (`outer`) and
 * one of those behind (`inner`), of which line l of [begin, end) has outer = l / inners and inner = l % inners.
 * Each tensor has a stride for outer, axis and inner, in elements:
 *
 *   pick      out[outer, j, inner] = table[outer, indices[outer, j, inner], inner]       elements of 4 or 8 bytes
 *   spread    out[outer, indices[outer, j, inner], inner] += x[outer, j, inner]          in the order of j
 *
 * for j < count. Indices count from the end where they are below 0. One that is not in -size to size - 1 is
 * passed over and noted: 1 and the index at `fault`. Sums round at each term.
 */

@inline function placeOf(indices: usize, at: i32, size: i32, fault: usize): i32 {
  const index = load<i32>(indices + (<usize>at << 2))
  const place = index < 0 ? index + size : index
  if (<u32>place < <u32>size) return place
  store<i32>(fault, 1)
  store<i32>(fault, index, 4)
  return -1
}

@inline function pick<T>(
  table: usize, tableOuter: i32, tableAxis: i32, tableInner: i32, size: i32,
  indices: usize, indicesOuter: i32, indicesAxis: i32, indicesInner: i32,
  out: usize, outOuter: i32, outAxis: i32, outInner: i32,
  count: i32, inners: i32, fault: usize, begin: i32, end: i32, adds: bool,
): void {
  for (let line = begin; line < end; line++) {
    const outer = line / inners
    const inner = line % inners
    let named = outer * indicesOuter + inner * indicesInner
    let beside = outer * outOuter + inner * outInner
    const row = outer * tableOuter + inner * tableInner
    for (let j = 0; j < count; j++, named += indicesAxis, beside += outAxis) {
      const place = placeOf(indices, named, size, fault)
      if (place < 0) continue
      const there = table + <usize>(row + place * tableAxis) * sizeof<T>()
      const here = out + <usize>beside * sizeof<T>()
      if (adds) store<T>(there, load<T>(there) + load<T>(here))
      else store<T>(here, load<T>(there))
    }
  }
}

export function takeAlongAxis32(
  table: usize, tableOuter: i32, tableAxis: i32, tableInner: i32, size: i32,
  indices: usize, indicesOuter: i32, indicesAxis: i32, indicesInner: i32,
  out: usize, outOuter: i32, outAxis: i32, outInner: i32,
  count: i32, inners: i32, fault: usize, begin: i32, end: i32,
): void {
  pick<u32>(
    table, tableOuter, tableAxis, tableInner, size, indices, indicesOuter, indicesAxis, indicesInner,
    out, outOuter, outAxis, outInner, count, inners, fault, begin, end, false,
  )
}

export function takeAlongAxis64(
  table: usize, tableOuter: i32, tableAxis: i32, tableInner: i32, size: i32,
  indices: usize, indicesOuter: i32, indicesAxis: i32, indicesInner: i32,
  out: usize, outOuter: i32, outAxis: i32, outInner: i32,
  count: i32, inners: i32, fault: usize, begin: i32, end: i32,
): void {
  pick<u64>(
    table, tableOuter, tableAxis, tableInner, size, indices, indicesOuter, indicesAxis, indicesInner,
    out, outOuter, outAxis, outInner, count, inners, fault, begin, end, false,
  )
}

/** `table` is what is added to, `out` what is added. */
export function scatterAddF32(
  table: usize, tableOuter: i32, tableAxis: i32, tableInner: i32, size: i32,
  indices: usize, indicesOuter: i32, indicesAxis: i32, indicesInner: i32,
  out: usize, outOuter: i32, outAxis: i32, outInner: i32,
  count: i32, inners: i32, fault: usize, begin: i32, end: i32,
): void {
  pick<f32>(
    table, tableOuter, tableAxis, tableInner, size, indices, indicesOuter, indicesAxis, indicesInner,
    out, outOuter, outAxis, outInner, count, inners, fault, begin, end, true,
  )
}

/** `table` is what is added to, `out` what is added. */
export function scatterAddF64(
  table: usize, tableOuter: i32, tableAxis: i32, tableInner: i32, size: i32,
  indices: usize, indicesOuter: i32, indicesAxis: i32, indicesInner: i32,
  out: usize, outOuter: i32, outAxis: i32, outInner: i32,
  count: i32, inners: i32, fault: usize, begin: i32, end: i32,
): void {
  pick<f64>(
    table, tableOuter, tableAxis, tableInner, size, indices, indicesOuter, indicesAxis, indicesInner,
    out, outOuter, outAxis, outInner, count, inners, fault, begin, end, true,
  )
}
