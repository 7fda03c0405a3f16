import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ImageDataset, sheetPng, subset } from '@handwritten/mnist-data'
import { fileProblem } from '../../saved/file-problem'
import { writeFile } from '../../saved/write-file'
import { csvCell } from '../../text/csv-cell'
import { RunFailure } from '../../training/failure'
import type { Evaluation } from './measure'

/** An image that a network classifies wrongly. */
export interface Mistake {
  /** Its row in the data set. */
  readonly row: number
  readonly label: number
  readonly predicted: number
  /** Probability of the predicted class. */
  readonly confidence: number
}

/** The `count` mistakes with the highest probabilities, the highest first. */
export function mistakesOf(
  { predicted, confidence }: Evaluation,
  test: ImageDataset,
  count: number,
): Mistake[] {
  return Array.from(test.labels.toTypedArray(), (label, row) => ({
    ...{ row, label },
    ...{ predicted: predicted[row]!, confidence: confidence[row]! },
  }))
    .filter(({ label, predicted }) => label !== predicted)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, count)
}

/** Pixels of the sheet for each pixel of an image. */
const scale = 3

/**
 * Writes the images of mistakes as a sheet, `mistakes.png`, and their labels in the same order, row by
 * row, as `mistakes.csv`, into a folder. Returns the paths.
 * @throws RunFailure if a file cannot be written
 */
export async function saveMistakes(
  mistakes: readonly Mistake[],
  test: ImageDataset,
  folder: string,
): Promise<string[]> {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new RunFailure('unwritable', `${folder} cannot be written: ${fileProblem(error)}`)
  }
  const table = join(folder, 'mistakes.csv')
  const lines = mistakes.map(({ row, label, predicted, confidence }) =>
    [row, test.classes[label]!, test.classes[predicted]!, confidence.toFixed(6)]
      .map((value) => csvCell(String(value)))
      .join(','),
  )
  writeFile(table, `${['row,label,predicted,probability', ...lines].join('\n')}\n`)
  if (mistakes.length === 0) return [table]
  const sheet = join(folder, 'mistakes.png')
  const { images } = subset(test, new Int32Array(mistakes.map(({ row }) => row)))
  writeFile(sheet, await sheetPng(images, { scale }))
  return [sheet, table]
}
