import { readFileSync } from 'node:fs'
import { compose, flatten, normalize, prepareDigit } from '@handwritten/mnist-data'
import { classify } from '../model/classify'
import { loadModel, type SavedModel } from '../model/saved-model'
import { fileProblem } from '../saved/file-problem'
import { escaped } from '../text/escaped'
import { formatPercent } from '../text/format'
import { jsonText } from '../text/json-text'
import { largest } from '../text/largest'
import { describeError, RunFailure } from '../training/failure'
import type { Outcome, TaskContext } from './task'

/** Pictures to classify with a saved network. */
export interface PredictRequest {
  readonly model: string
  readonly images: readonly string[]
  readonly json: boolean
}

/** What a network makes of a picture. */
interface Prediction {
  readonly type: 'prediction'
  readonly image: string
  /** The name of the likeliest class. */
  readonly label: string
  /** Of that class. */
  readonly probability: number
  /** Of every class, in order. */
  readonly probabilities: readonly number[]
}

const prepare = compose(normalize(), flatten())

/** Prints what a saved network makes of each picture; one that cannot be read does not stop the rest. */
export async function run(
  request: PredictRequest,
  { output }: Pick<TaskContext, 'output'>,
): Promise<Outcome> {
  const saved = loadModel(request.model)
  if (saved.sizes[0] !== 784)
    throw new RunFailure(
      'other-input',
      `${saved.file} takes ${saved.sizes[0]} numbers a sample, not the 784 pixels of a digit`,
    )
  let missing = 0
  for (const image of request.images) {
    try {
      const found = await predictOne(saved, image)
      output.out(request.json ? `${jsonText(found)}\n` : plainLine(found))
    } catch (error) {
      missing += 1
      output.log(`handwritten: ${escaped(describeError(error).message)}\n`)
    }
  }
  if (missing === 0) return { exitCode: 0 }
  const { length } = request.images
  if (length === 1) return { exitCode: 1 }
  return { exitCode: 1, message: `${missing} of ${length} pictures could not be read` }
}

async function predictOne({ model, classes }: SavedModel, image: string): Promise<Prediction> {
  const picture = await read(image)
  const [probabilities = []] = classify(model, prepare.apply(picture))
  const probability = largest(probabilities)
  const label = classes[probabilities.indexOf(probability)] ?? '?'
  return { type: 'prediction', image, label, probability, probabilities }
}

async function read(image: string) {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(image)
  } catch (error) {
    throw new RunFailure('unreadable', `${image} cannot be read: ${fileProblem(error)}`)
  }
  try {
    return (await prepareDigit(bytes)).image
  } catch (error) {
    // The library's advice to give pixels is of no use on a command line.
    const reason = describeError(error).message.replace(/, or give its pixels as .*$/, '')
    throw new RunFailure('unreadable', `${image}: ${reason}`)
  }
}

function plainLine({ label, probability, image }: Prediction): string {
  return `${escaped(label)}  ${formatPercent(probability)}  ${escaped(image)}\n`
}
