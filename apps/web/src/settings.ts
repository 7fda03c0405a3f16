import type { OptimizerRecipe } from '@handwritten/nn'

/** All that decides a run: what the form shows, the address carries and the worker trains. */
export interface Settings {
  readonly preset: string
  readonly hidden: readonly number[]
  readonly activation: string
  readonly optimizer: string
  readonly learningRate: number
  readonly batchSize: number
  readonly epochs: number
  readonly seed: number
}

/** What the form calls an optimizer. */
export function optimizerName(rule: OptimizerRecipe): string {
  if (rule.name !== 'sgd' || rule.momentum === 0) return rule.name
  return rule.nesterov ? 'nesterov' : 'momentum'
}

/** `settings` as the query of an address, such as `preset=fast&hidden=256,64`. */
export function toQuery(settings: Settings): string {
  const entries = Object.entries(settings).map(([key, value]) => [key, String(value)])
  return new URLSearchParams(entries).toString().replaceAll('%2C', ',')
}

/** The settings of an address; what it lacks or misspells keeps its value of `defaults`. */
export function fromQuery(query: string, defaults: Settings): Settings {
  const entries = Object.entries(defaults).map(([key, value]) => {
    const text = new URLSearchParams(query).get(key)
    return [key, text === null ? value : (parse(text, value) ?? value)]
  })
  return Object.fromEntries(entries)
}

function parse(text: string, like: Settings[keyof Settings]): unknown {
  if (typeof like === 'object') return parseSizes(text)
  return typeof like === 'string' ? text : Number.isFinite(Number(text)) ? Number(text) : null
}

/** The layer sizes in a text such as `256, 64`, or null where it holds anything else. */
export function parseSizes(text: string): number[] | null {
  const sizes = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number)
  const isValid = sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= 2048)
  return isValid && sizes.length <= 6 ? sizes : null
}
