// Preloaded into a process, it throws where nothing catches it, some time after the start.
const { isMainThread } = require('node:worker_threads')

if (isMainThread)
  setTimeout(() => {
    throw new Error('the screen is on fire')
  }, 3000)
