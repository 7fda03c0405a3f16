import { type ClassScores, classificationReport } from '@handwritten/metrics'
import type { ImageDataset } from '@handwritten/mnist-data'
import { loadModel, type SavedModel } from '../../model/saved-model'
import { datasetTitle, isPublished } from '../../settings/datasets'
import type { TrainOptions } from '../../settings/train-options'
import { formatCount, formatLoss, formatPercent } from '../../text/format'
import { jsonText } from '../../text/json-text'
import { RunFailure } from '../../training/failure'
import { loadData } from '../../training/load-data'
import type { Outcome, TaskContext } from '../task'
import { calibrationLines, confusionLines } from './lines'
import { type Evaluation, measure } from './measure'
import { mistakesOf, saveMistakes } from './mistakes'

/** A saved network to measure. */
export interface EvaluateRequest extends Pick<TrainOptions, 'dataset' | 'dataDir' | 'imageSize'> {
  readonly model: string
  /** Whether the most frequent mistakes of each class are printed. */
  readonly perClass: boolean
  /** Whether the calibration of the probabilities is printed. */
  readonly calibration: boolean
  /** How many mistakes are saved, and the folder. */
  readonly mistakes?: { readonly count: number; readonly folder: string }
  readonly json: boolean
}

/** Prints how a saved network does on the test images, in total and by class. */
export async function run(
  request: EvaluateRequest,
  { output }: Pick<TaskContext, 'output'>,
): Promise<Outcome> {
  const saved = loadModel(request.model)
  const dataset = request.dataset ?? saved.run?.dataset ?? 'mnist'
  output.log(`loading ${datasetTitle(dataset)}\n`)
  const imageSize = isPublished(dataset) ? undefined : (request.imageSize ?? saved.image)
  const settings = { dataset, limit: null, ...(imageSize && { imageSize }) }
  const { test } = await loadData(settings, request, (event) => {
    if (event.type === 'waiting') output.log(`${event.reason}\n`)
    if (event.type === 'log') output.log(`${event.text}\n`)
  })
  checkFit(saved, test)
  const evaluation = measure(saved, test)
  const { mistakes } = request
  const found = mistakes && mistakesOf(evaluation, test, mistakes.count)
  if (request.json)
    output.out(`${jsonText(record(request, saved, { test, dataset }, evaluation))}\n`)
  else for (const line of reportLines(request, test, evaluation)) output.out(`${line}\n`)
  if (mistakes && found) {
    const files = await saveMistakes(found, test, mistakes.folder)
    output.log(`${formatCount(found.length)} mistakes in ${files.join(' and ')}\n`)
  }
  return { exitCode: 0 }
}

function checkFit({ file, sizes }: SavedModel, { name, images, classes }: ImageDataset): void {
  const [, rows, columns] = images.shape
  const [inputs, outputs] = [sizes[0], sizes.at(-1)]
  if (inputs === rows! * columns! && outputs === classes.length) return
  throw new RunFailure(
    'other-data',
    `${file} has ${inputs} inputs and ${outputs} outputs, but ${name} has ${rows! * columns!} pixels and ${classes.length} classes`,
  )
}

function record(
  { calibration, perClass }: EvaluateRequest,
  { file: model }: SavedModel,
  { test, dataset }: { readonly test: ImageDataset; readonly dataset: string },
  { loss, matrix, calibration: error }: Evaluation,
): object {
  const classes = matrix.classScores().map((scores: ClassScores, place: number) => ({
    name: test.classes[place],
    ...scores,
  }))
  return {
    ...{ type: 'evaluation', model, dataset, samples: test.length },
    ...{ loss, accuracy: matrix.accuracy(), classes, confusion: matrix.compute() },
    ...(calibration && {
      calibration: { expectedError: error.compute(), bins: error.reliability() },
    }),
    ...(perClass && { mistakes: confusionLines(matrix, test.classes) }),
  }
}

function reportLines(
  { perClass, calibration }: EvaluateRequest,
  test: ImageDataset,
  { loss, matrix, calibration: error }: Evaluation,
): string[] {
  const head = `${test.name}  ${formatCount(test.length)} images`
  const figures = `loss ${formatLoss(loss).trim()}  accuracy ${formatPercent(matrix.accuracy()).trim()}`
  const report = classificationReport(matrix, { names: test.classes, digits: 4 }).trimEnd()
  return [
    ...[`${head}  ${figures}`, '', report],
    ...(perClass ? ['', ...confusionLines(matrix, test.classes)] : []),
    ...(calibration ? ['', ...calibrationLines(error)] : []),
  ]
}
