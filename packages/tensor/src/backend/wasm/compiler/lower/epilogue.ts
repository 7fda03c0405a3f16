/** How a sum s of a product becomes the element C (assembly/epilogue.ts). */
export const Epilogue = {
  /** C = s */
  store: 0,
  /** C = C + s */
  accumulate: 1,
  /** C = s + extra */
  add: 2,
  /** C = max(s + extra, 0) */
  addRelu: 3,
  /** C = max(s, 0) */
  relu: 4,
  /** C = extra > 0 ? s : 0 */
  mask: 5,
  /** C = C - rate * s, with the rate a float64 at the address `extra` */
  descend: 6,
} as const

/** Bytes of scratch that a thread needs for products that sum over `depth` terms. */
export function matmulScratch(depth: number, bytesPerElement: 4 | 8): number {
  const tiles = 2 * 4 * 32
  const panelsOfB = 2 * depth * 32
  const blockOfA = 128 * depth * bytesPerElement
  return tiles + panelsOfB + blockOfA
}
