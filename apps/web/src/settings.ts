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

/** `settings` as the query of an address, such as `preset=fast&hidden=256,64`. */
export function toQuery(settings: Settings): string {
  const entries = Object.entries(settings).map(([key, value]) => [key, String(value)])
  return new URLSearchParams(entries).toString().replaceAll('%2C', ',')
}

/** The settings of an address; what it lacks or spells wrongly keeps its value of `defaults`. */
export function fromQuery(query: string, defaults: Settings): Settings {
  const entries = Object.entries(defaults).map(([key, value]) => {
    const text = new URLSearchParams(query).get(key)
    return [key, (text === null ? null : parse(text, value)) ?? value]
  })
  return Object.fromEntries(entries)
}

function parse(text: string, like: Settings[keyof Settings]): unknown {
  if (typeof like === 'string') return text
  if (typeof like === 'number') return Number.isFinite(Number(text)) ? Number(text) : null
  return parseSizes(text)
}

/** The sizes in a text such as `256, 64`, or null where it is no list of layer sizes. */
export function parseSizes(text: string): number[] | null {
  const parts = text.split(/[\s,]+/).filter(Boolean)
  const sizes = parts.map(Number)
  const isValid = sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= 2048)
  return isValid && sizes.length <= 6 ? sizes : null
}
