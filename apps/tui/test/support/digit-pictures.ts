import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ImageDataset, sheetPng, subset } from '@handwritten/mnist-data'

/** Writes the images `rows` as pictures into `folder`; returns their files. */
export async function digitPictures(
  folder: string,
  set: ImageDataset,
  rows: readonly number[],
): Promise<string[]> {
  return await Promise.all(
    rows.map(async (row) => {
      const file = join(folder, `image ${row}.png`)
      writeFileSync(file, await sheetPng(subset(set, [row]).images, { scale: 4, gap: 0 }))
      return file
    }),
  )
}
