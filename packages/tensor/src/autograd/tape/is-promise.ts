/** Whether a value is a promise of any realm, or another object with `then`. */
export function isPromise(value: unknown): boolean {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}
