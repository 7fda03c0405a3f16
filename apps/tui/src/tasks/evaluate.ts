import {
  argmax,
  type ClassScores,
  ConfusionMatrix,
  classificationReport,
} from '@handwritten/metrics'
import { DataLoader, type DatasetName, type ImageDataset } from '@handwritten/mnist-data'
import { CrossEntropyLoss, createCriterion } from '@handwritten/nn'
import { fromTypedArray, noGrad } from '@handwritten/tensor'
import { loadModel, type SavedModel } from '../model/saved-model'
import { datasetTitles } from '../settings/datasets'
import { formatCount, formatLoss, formatPercent } from '../text/format'
import { jsonText } from '../text/json-text'
import { RunFailure } from '../training/failure'
import { loadData } from '../training/load-data'
import type { Outcome, TaskContext } from './task'

/** A saved network to measure. */
export interface EvaluateRequest {
  readonly model: string
  /** Default: the set that it was trained on. */
  readonly dataset?: DatasetName
  readonly dataDir?: string
  readonly json: boolean
}

/** How a network does on a data set. */
interface Evaluation {
  /** As in training, smoothed labels included; plain cross entropy for weights alone. */
  readonly loss: number
  readonly matrix: ConfusionMatrix
}

/** Prints how a saved network does on the test images, as a whole and class by class. */
export async function run(
  request: EvaluateRequest,
  { output }: Pick<TaskContext, 'output'>,
): Promise<Outcome> {
  const saved = loadModel(request.model)
  const dataset = request.dataset ?? saved.run?.dataset ?? 'mnist'
  output.log(`loading ${datasetTitles[dataset]}\n`)
  const { test } = await loadData({ dataset, limit: null }, request, (event) => {
    if (event.type === 'waiting') output.log(`${event.reason}\n`)
    if (event.type === 'log') output.log(`${event.text}\n`)
  })
  checkFit(saved, test)
  const { loss, matrix } = measure(saved, test)
  const accuracy = matrix.accuracy()
  if (request.json) {
    const classes = matrix.classScores().map((scores: ClassScores, place: number) => ({
      name: test.classes[place],
      ...scores,
    }))
    const record = { type: 'evaluation', model: saved.file, dataset, samples: test.length }
    const figures = { loss, accuracy, classes, confusion: matrix.compute() }
    output.out(`${jsonText({ ...record, ...figures })}\n`)
    return { exitCode: 0 }
  }
  const head = `${test.name}  ${formatCount(test.length)} images`
  const figures = `loss ${formatLoss(loss).trim()}  accuracy ${formatPercent(accuracy).trim()}`
  const report = classificationReport(matrix, { names: test.classes, digits: 4 })
  output.out(`${head}  ${figures}\n\n${report}`)
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

function measure({ model, run }: SavedModel, test: ImageDataset): Evaluation {
  const criterion = run === null ? new CrossEntropyLoss() : createCriterion(run.recipe)
  const loader = new DataLoader(test, { batchSize: 1000 })
  const matrix = new ConfusionMatrix({ classes: test.classes.length })
  let sum = 0
  for (const rows of loader.rows())
    noGrad(() => {
      const { inputs, labels } = loader.batch(fromTypedArray(rows))
      const outputs = model.call(inputs)
      sum += criterion.measure(outputs, labels).loss.item() * rows.length
      const predicted = argmax(outputs.toTypedArray(), { classes: test.classes.length })
      matrix.update(labels.toTypedArray(), predicted)
    })
  return { loss: sum / test.length, matrix }
}
