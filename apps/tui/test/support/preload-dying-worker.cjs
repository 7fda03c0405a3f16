// Preloaded into a process, it lets every worker thread of it die in the middle of its work.
const { isMainThread } = require('node:worker_threads')

if (!isMainThread)
  setTimeout(() => {
    throw new Error('the machine is on fire')
  }, 300)
