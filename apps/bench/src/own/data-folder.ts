import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImageDataset } from '@handwritten/mnist-data'
import { Generator } from '@handwritten/tensor'
import { type NetworkLayers, type NetworkRecipe, recipeNetwork } from './network-recipe.ts'
import { epochLoader } from './training.ts'

/** Writes what every peer reads: images, labels, row order and initial weights; gone when disposed. */
export function writeDataFolder(
  dataset: ImageDataset,
  recipe: NetworkLayers & Pick<NetworkRecipe, 'batchSize'>,
  seed: number,
): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'handwritten-bench-'))
  const remove = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', remove)
  const parameters = recipeNetwork(recipe, new Generator(seed)).parameters()
  write(path, 'images.u8', [dataset.images.toTypedArray()])
  write(path, 'labels.i32', [dataset.labels.toTypedArray()])
  write(path, 'order.i32', epochLoader(dataset, recipe, seed).rows())
  write(
    path,
    'weights.f32',
    parameters.map((parameter) => parameter.toTypedArray()),
  )
  return { path, [Symbol.dispose]: remove }
}

/** Adds what a peer measures its accuracy on. */
export function writeTestFiles(folder: string, { images, labels }: ImageDataset): void {
  write(folder, 'test-images.u8', [images.toTypedArray()])
  write(folder, 'test-labels.i32', [labels.toTypedArray()])
}

function write(folder: string, name: string, arrays: Iterable<NodeJS.ArrayBufferView>): void {
  const parts = [...arrays].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength))
  writeFileSync(join(folder, name), Buffer.concat(parts))
}
