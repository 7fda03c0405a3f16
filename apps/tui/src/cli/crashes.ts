/** Waits for an error that nothing caught, so that the terminal can be given back before it is told. */
export function watchCrashes(): { readonly crashed: Promise<never>; release(): void } {
  const { promise: crashed, reject } = Promise.withResolvers<never>()
  process.on('uncaughtException', reject)
  return { crashed, release: () => process.off('uncaughtException', reject) }
}
