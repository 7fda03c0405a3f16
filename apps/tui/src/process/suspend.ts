/**
 * Suspends the program and its process group, as Ctrl-Z does. Resolves when the program continues;
 * immediately on Windows, which has no job control.
 */
export function suspendProcess(): Promise<void> {
  if (process.platform === 'win32') return Promise.resolve()
  process.kill(0, 'SIGTSTP')
  return new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
}
