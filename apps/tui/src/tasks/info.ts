import { summary } from '@handwritten/nn'
import { loadModel, type SavedModel } from '../model/saved-model'
import { type SavedResults, savedResults } from '../saved/saved-results'
import type { SavedRun } from '../saved/saved-run'
import { datasetTitle } from '../settings/datasets'
import { changeKeys } from '../settings/recipe-changes'
import { flagOf, settingValue } from '../settings/setting-words'
import { escaped } from '../text/escaped'
import { formatCount, formatLoss, formatPercent } from '../text/format'
import { jsonText } from '../text/json-text'
import { tableLines } from '../text/table'
import type { Outcome, TaskContext } from './task'

/** Prints the layers of a saved network, the settings of its run and its results. */
export function run(
  { model: path, json }: { readonly model: string; readonly json: boolean },
  { output }: Pick<TaskContext, 'output'>,
): Outcome {
  const saved = loadModel(path)
  const results = savedResults(saved.metadata)
  if (json) output.out(`${jsonText(record(saved, results))}\n`)
  else for (const line of lines(saved, results)) output.out(`${escaped(line)}\n`)
  return { exitCode: 0 }
}

function record(
  { file, model, run, sizes, classes, image, normalization }: SavedModel,
  results: SavedResults | null,
): object {
  const parameters = model.parameters().reduce((sum, { size }) => sum + size, 0)
  return {
    ...{ type: 'info', file, parameters, inputs: sizes[0], classes, image, normalization },
    layers: model.layers.map(String),
    ...{ settings: run, results },
  }
}

function lines(saved: SavedModel, results: SavedResults | null): string[] {
  const { file, model, run, sizes, classes, image, normalization } = saved
  const input = image ? `images of ${image.join(' x ')}` : `${sizes[0]} numbers`
  const { mean, std } = normalization
  return [
    file,
    `input: ${input}, (pixel / 255 - ${rounded(mean)}) / ${rounded(std)}`,
    `classes: ${classes.join(', ')}`,
    '',
    ...summary(model, [1, sizes[0]!]).split('\n'),
    ...(run === null ? [] : ['', ...settingLines(run)]),
    ...(results === null ? [] : ['', ...resultLines(results)]),
  ]
}

const rounded = (value: number): string => String(Number(value.toPrecision(4)))

function settingLines(run: SavedRun): string[] {
  const { recipe, seed, dataset, limit, normalize, validation, earlyStopping, keepBest } = run
  const rows = [
    ['--recipe', recipe.name],
    ...changeKeys.map((key) => [flagOf(key), settingValue(recipe, key)]),
    ['--seed', String(seed)],
    ['--dataset', datasetTitle(dataset)],
    ['--normalize', normalize],
    ...(limit === null ? [] : [['--limit', formatCount(limit)]]),
    ...(validation === undefined ? [] : [['--validation', formatPercent(validation).trim()]]),
    ...(earlyStopping === undefined ? [] : [['--early-stopping', String(earlyStopping)]]),
    ...(keepBest ? [['--keep-best', 'yes']] : []),
  ]
  return tableLines(rows, new Set([0, 1]))
}

function resultLines({ epochs, steps, last, best }: SavedResults): string[] {
  const lines = [`trained for ${formatCount(epochs)} epochs, ${formatCount(steps)} steps`]
  const figures = (loss: number, accuracy: number) =>
    `loss ${formatLoss(loss).trim()} accuracy ${formatPercent(accuracy).trim()}`
  if (last !== null) {
    lines.push(`epoch ${last.epoch}: test ${figures(last.testLoss, last.testAccuracy)}`)
    if (last.validationLoss !== undefined && last.validationAccuracy !== undefined)
      lines.push(`  validation ${figures(last.validationLoss, last.validationAccuracy)}`)
  }
  if (best !== null) lines.push(`best validation figure in epoch ${best}`)
  return lines
}
