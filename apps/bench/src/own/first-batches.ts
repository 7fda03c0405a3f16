import type { Loader } from '@handwritten/nn'

/** The first `steps` batches of each of a loader's epochs. */
export function firstBatches(loader: Loader, batchSize: number, steps: number): Loader {
  return {
    size: Math.min(loader.size, batchSize * steps),
    length: Math.min(loader.length, steps),
    batch: (rows) => loader.batch(rows),
    *rows() {
      let step = 0
      for (const rows of loader.rows()) {
        if (step++ === steps) return
        yield rows
      }
    },
  }
}

/** The first `count` samples in their order, as one batch. */
export function firstRows(loader: Loader, count: number): Loader {
  return {
    size: count,
    length: 1,
    batch: (rows) => loader.batch(rows),
    rows: () => [Int32Array.from({ length: count }, (_, row) => row)],
  }
}
