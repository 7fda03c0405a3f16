import { recipes } from '@handwritten/nn'
import { changeKeys } from '../settings/recipe-changes'
import { flagOf, settingValue } from '../settings/setting-words'
import { jsonText } from '../text/json-text'
import { tableLines } from '../text/table'
import type { Outcome, TaskContext } from './task'

/** Prints the settings of the recipes, side by side or as JSON. */
export function run(
  { json }: { readonly json: boolean },
  { output }: Pick<TaskContext, 'output'>,
): Outcome {
  const listed = Object.values(recipes)
  if (json) {
    for (const recipe of listed) output.out(`${jsonText({ type: 'recipe', ...recipe })}\n`)
    return { exitCode: 0 }
  }
  const rows = changeKeys.map((key) => [
    flagOf(key),
    ...listed.map((recipe) => settingValue(recipe, key)),
  ])
  const head = ['', ...listed.map(({ name }) => name)]
  const left = new Set(head.keys())
  for (const line of tableLines([head, ...rows], left)) output.out(`${line.trimEnd()}\n`)
  return { exitCode: 0 }
}
