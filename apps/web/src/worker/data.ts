import { type DatasetSplits, loadMnist } from '@handwritten/mnist-data'

/** Bytes of the four files, by which progress is measured: as they are served, or once decompressed. */
const COMPRESSED = 11_463_240
const DECOMPRESSED = 54_950_048

let images: Promise<DatasetSplits> | null = null

/** MNIST from the cache of this browser, or from this site. A failed load is tried anew by the next call. */
export function loadImages(
  onProgress: (received: number, total: number) => void = () => {},
): Promise<DatasetSplits> {
  const received = new Map<string, number>()
  images ??= loadMnist({
    mirrors: [new URL('mnist/', location.href.replace(/(assets|src\/worker)\/[^/]*$/, '')).href],
    onProgress: (progress) => {
      received.set(progress.file, progress.received)
      // Browsers decompress what a server declares as compressed, and do not say its length.
      const total = progress.total === undefined ? DECOMPRESSED : COMPRESSED
      onProgress(
        [...received.values()].reduce((a, b) => a + b, 0),
        total,
      )
    },
  }).catch((error: unknown) => {
    images = null
    throw error
  })
  return images
}
