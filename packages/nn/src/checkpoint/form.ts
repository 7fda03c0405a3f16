/** Whether a value read from a file has a certain form. */
export type Form = (value: unknown) => boolean

export const isNumber: Form = (value) => typeof value === 'number'

export const isCount: Form = (value) => Number.isSafeInteger(value) && (value as number) >= 0

export const isFlag: Form = (value) => typeof value === 'boolean'

/** An object, whatever it holds. */
export const isRecord: Form = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function isOneOf(...values: readonly unknown[]): Form {
  return (value) => values.includes(value)
}

export function isEither(...forms: readonly Form[]): Form {
  return (value) => forms.some((form) => form(value))
}

export function isListOf(form: Form): Form {
  return (value) => Array.isArray(value) && value.every(form)
}

/** An object with all of these fields of its own, and perhaps others. */
export function hasFields(fields: Readonly<Record<string, Form>>): Form {
  return (value) =>
    isRecord(value) &&
    Object.entries(fields).every(([name, form]) =>
      form(Object.hasOwn(value as object, name) ? (value as never)[name] : undefined),
    )
}
