import { threadCounts } from '../peers/settings.ts'

/** One size of one axis along which the cost of a step is measured; the rest is the seed's. */
export interface ScalePoint {
  readonly axis: 'batch size' | 'width' | 'depth' | 'rows' | 'threads'
  readonly value: number
  readonly batchSize: number
  readonly sizes: readonly number[]
  /** Images that the batch is gathered from. */
  readonly rows: number
  readonly threads: number
}

const BASE = { batchSize: 64, sizes: [784, 256, 64, 10], rows: 60_000, threads: 1 }

/** Every axis from its small to its large end. */
export function scalePoints(cores: number): ScalePoint[] {
  return [
    ...[1, 4, 16, 64, 256, 1024, 4096].map(
      (value): ScalePoint => ({ ...BASE, axis: 'batch size', value, batchSize: value }),
    ),
    ...[64, 256, 1024, 4096].map(
      (value): ScalePoint => ({ ...BASE, axis: 'width', value, sizes: [784, value, value, 10] }),
    ),
    ...[1, 2, 4, 8, 16].map(
      (value): ScalePoint => ({
        ...BASE,
        axis: 'depth',
        value,
        sizes: [784, ...Array<number>(value).fill(128), 10],
      }),
    ),
    ...[6_000, 60_000, 600_000].map(
      (value): ScalePoint => ({ ...BASE, axis: 'rows', value, rows: value }),
    ),
    ...threadCounts(cores).map(
      (value): ScalePoint => ({ ...BASE, axis: 'threads', value, threads: value }),
    ),
  ]
}

/**
 * Multiplications and additions of one step: each layer's product forward and its two backward, but
 * for the gradient of the images, which nobody needs.
 */
export function stepFlops({ batchSize, sizes }: Pick<ScalePoint, 'batchSize' | 'sizes'>): number {
  const products = sizes.slice(1).map((outputs, layer) => sizes[layer]! * outputs)
  const all = products.reduce((sum, product) => sum + 6 * product, 0)
  return batchSize * (all - 2 * products[0]!)
}

/** The exponent e of cost ~ size^e between two points: 1 is proportional, 0 is free. */
export function growth(
  from: { value: number; seconds: number },
  to: { value: number; seconds: number },
): number {
  return Math.log(to.seconds / from.seconds) / Math.log(to.value / from.value)
}
