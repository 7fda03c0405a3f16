/** Watches for uncaught errors, so that the terminal can be restored before they are printed. */
export function watchCrashes(): { readonly crashed: Promise<never>; release(): void } {
  const { promise: crashed, reject } = Promise.withResolvers<never>()
  process.on('uncaughtException', reject)
  return { crashed, release: () => process.off('uncaughtException', reject) }
}
