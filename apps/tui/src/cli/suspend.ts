/**
 * Stops the program and those it was started by in the same group, as Ctrl-Z does; resolves once
 * it runs again, which is at once where no shell could bring it back.
 */
export function suspendProcess(): Promise<void> {
  if (process.platform === 'win32') return Promise.resolve()
  process.kill(0, 'SIGTSTP')
  return new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
}
