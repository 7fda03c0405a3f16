import type { SweepRequest } from '../cli/commands/sweep'
import type { RecipeName } from '../settings/train-options'

/** One combination of the settings that a sweep goes through. */
export interface Setting {
  readonly recipe: RecipeName
  readonly learningRate?: number
  readonly batchSize?: number
}

/** Every combination, in the order of the command line, the last setting changing fastest. */
export function gridOf(request: SweepRequest): Setting[] {
  return request.recipes.flatMap((recipe) =>
    orNone(request.learningRates).flatMap((learningRate) =>
      orNone(request.batchSizes).map((batchSize) => ({
        recipe,
        ...(learningRate !== undefined && { learningRate }),
        ...(batchSize !== undefined && { batchSize }),
      })),
    ),
  )
}

function orNone(values: readonly number[]): readonly (number | undefined)[] {
  return values.length === 0 ? [undefined] : values
}

/** A setting as the command line has it: `fast  lr 0.1  batch 64`. */
export function settingWords({ recipe, learningRate, batchSize }: Setting): string {
  const words: string[] = [recipe]
  if (learningRate !== undefined) words.push(`lr ${learningRate}`)
  if (batchSize !== undefined) words.push(`batch ${batchSize}`)
  return words.join('  ')
}
