import { DataError } from '@handwritten/mnist-data'
import { classify } from '../../model/classify'
import { loadModel, type SavedModel } from '../../model/saved-model'
import { writeFile } from '../../saved/write-file'
import type { Output } from '../../sinks/sink'
import { escaped } from '../../text/escaped'
import { describeError, RunFailure } from '../../training/failure'
import type { Outcome, TaskContext } from '../task'
import { findPictures, type PictureSource } from './find-pictures'
import { type Prediction, type PredictionFormat, predictionHeader, predictionLine } from './lines'
import { type Preparation, preparationFor, preparePicture } from './prepare-picture'

/** Pictures to classify with a saved network. */
export interface PredictRequest {
  readonly model: string
  /** Files, folders, patterns, or `-` for a picture on stdin. */
  readonly images: readonly string[]
  readonly format: PredictionFormat
  /** Most likely classes that are printed. */
  readonly top: number
  /** Default: by the data that the network was trained on. */
  readonly prepare?: Preparation
  /** A file in place of stdout. */
  readonly output?: string
}

/** Classifies each picture and prints a line for it; an unreadable picture does not stop the others. */
export async function run(
  request: PredictRequest,
  { output }: Pick<TaskContext, 'output'>,
): Promise<Outcome> {
  const saved = loadModel(request.model)
  const preparation = request.prepare ?? preparationFor(saved)
  const pictures = findPictures(request.images)
  const { format, top } = request
  const lines: string[] = []
  const print = request.output === undefined ? output.out : (line: string) => lines.push(line)
  const header = predictionHeader(format, top)
  if (header !== null) print(header)
  let failed = 0
  for (const picture of pictures) {
    const found = await predictOne(saved, picture, preparation, output)
    if (found === null) failed += 1
    else print(predictionLine(found, format, top))
  }
  if (request.output !== undefined) writeFile(request.output, lines.join(''))
  if (failed === 0) return { exitCode: 0 }
  if (pictures.length === 1) return { exitCode: 1 }
  return { exitCode: 1, message: `${failed} of ${pictures.length} pictures could not be read` }
}

/** The prediction for a picture, or null after printing why there is none. */
async function predictOne(
  { model, classes, image, normalization }: SavedModel,
  picture: PictureSource,
  preparation: Preparation,
  output: Output,
): Promise<Prediction | null> {
  try {
    const inputs = await preparePicture(picture, { preparation, image, normalization })
    const [probabilities = []] = classify(model, inputs)
    const ranking = probabilities
      .map((probability, place) => ({ label: classes[place] ?? '?', probability }))
      .sort((a, b) => b.probability - a.probability)
    return { image: picture.name, probabilities, ranking }
  } catch (error) {
    if (!(error instanceof RunFailure || error instanceof DataError)) throw error
    output.log(`handwritten: ${escaped(describeError(error).message)}\n`)
    return null
  }
}
