import type { RecipeChanges } from '../settings/recipe-changes'
import type { RecipeName } from '../settings/train-options'

/** One combination of the settings of a sweep. */
export interface Setting extends RecipeChanges {
  readonly recipe: RecipeName
  /** Other settings that distinguish it from the rest of the sweep, as text. */
  readonly more?: readonly string[]
}

/** The values of each setting that a sweep changes, by its key. */
export type SweepAxes = {
  readonly [Key in 'recipe' | keyof RecipeChanges]?: readonly Setting[Key][]
}

/** Every combination, in the order of `axes`, the last setting changing fastest. Default recipe: `fast`. */
export function gridOf(axes: SweepAxes): Setting[] {
  const { recipe: recipes = ['fast'], ...others } = axes
  const given = Object.entries(others) as [string, readonly unknown[]][]
  const first: Setting[] = recipes.map((recipe) => ({ recipe: recipe ?? 'fast' }))
  return given.reduce(
    (settings, [key, values]) =>
      settings.flatMap((setting) => values.map((value) => ({ ...setting, [key]: value }))),
    first,
  )
}

/** A setting in words, as on the command line: `fast  lr 0.1  batch-size 64`. */
export function settingWords({ recipe, more = [], ...changes }: Setting): string {
  const words = Object.entries(changes).map(([key, value]) => `${nameOf(key)} ${valueText(value)}`)
  return [recipe, ...words, ...more].join('  ')
}

/** A setting for JSON lines: files by their paths, without their content. */
export function plainSetting(setting: Setting): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(setting).map(([key, value]) => [
      key,
      typeof value === 'object' && 'file' in value ? value.file : value,
    ]),
  )
}

function nameOf(key: string): string {
  if (key === 'learningRate') return 'lr'
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join('-')
  if (typeof value === 'object' && value !== null && 'file' in value) return String(value.file)
  return String(value)
}
