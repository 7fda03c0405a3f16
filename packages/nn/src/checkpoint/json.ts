/** The numbers that JSON has no notation for; a run that has diverged is full of them. */
const UNWRITABLE = ['NaN', 'Infinity', '-Infinity']

/** JSON that keeps every number to the last bit, NaN and the infinities too, as text. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
  )
}

export function fromJson(text: string): unknown {
  return JSON.parse(text, (_, part) => (UNWRITABLE.includes(part) ? Number(part) : part))
}
