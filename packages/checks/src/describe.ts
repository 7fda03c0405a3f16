const limit = 40

/** A value as it is named in messages: short, on one line, and without running code of the value. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return describeArray(value)
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  return tag === 'Object' ? 'an object' : `an object of type ${tag}`
}

function quoted(text: string): string {
  return text.length > limit ? `'${text.slice(0, limit)}...'` : `'${text}'`
}

function describeArray(values: readonly unknown[]): string {
  const short = values.length <= 8 && values.every((value) => typeof value === 'number')
  return short ? `[${values.join(', ')}]` : `an array of length ${values.length}`
}
