// Preloaded into a process, it throws where nothing catches it, soon after the screen is covered.
const { isMainThread } = require('node:worker_threads')

if (isMainThread) {
  const { stdout } = process
  const { write } = stdout
  stdout.write = (chunk, ...rest) => {
    if (String(chunk).includes('\u001b[?1049h'))
      setTimeout(() => {
        throw new Error('the screen is on fire')
      }, 300)
    return write.call(stdout, chunk, ...rest)
  }
}
