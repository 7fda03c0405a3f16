import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

const source = new URL('../src/service-worker.js', import.meta.url)

/** Writes `service-worker.js` with the list of the files of this build, which it keeps for offline use. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        // The images are cached by the data package, under names of its own.
        const files = Object.keys(bundle).filter((name) => !/^mnist\/|\.map$/.test(name))
        const version = createHash('sha256')
        for (const name of files.sort()) {
          const file = bundle[name]
          version.update(name).update(file.type === 'chunk' ? file.code : file.source)
        }
        const build = { version: version.digest('hex').slice(0, 12), files: ['./', ...files] }
        const code = (await readFile(source, 'utf8')).replace('__BUILD__', JSON.stringify(build))
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: code })
      },
    },
  }
}
