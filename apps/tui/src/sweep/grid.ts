import type { RecipeName } from '../settings/train-options'

/** The values of each setting in a sweep. */
export interface SweepAxes {
  readonly recipes: readonly RecipeName[]
  /** Empty: the recipe's. */
  readonly learningRates: readonly number[]
  /** Empty: the recipe's. */
  readonly batchSizes: readonly number[]
}

/** One combination of the settings of a sweep. */
export interface Setting {
  readonly recipe: RecipeName
  readonly learningRate?: number
  readonly batchSize?: number
  /** Whatever else tells it from other settings, in words. */
  readonly more?: readonly string[]
}

/** Every combination, in the order of the command line, the last setting changing fastest. */
export function gridOf(request: SweepAxes): Setting[] {
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
export function settingWords({ recipe, learningRate, batchSize, more = [] }: Setting): string {
  const words: string[] = [recipe]
  if (learningRate !== undefined) words.push(`lr ${learningRate}`)
  if (batchSize !== undefined) words.push(`batch ${batchSize}`)
  return [...words, ...more].join('  ')
}
