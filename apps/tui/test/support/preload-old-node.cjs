// Preloaded into a process, it makes its Node an older one: by its word, and by what was not there yet.
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })
delete Promise.withResolvers
