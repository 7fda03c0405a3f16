import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultCacheFolder } from '../src/cache/cache-folder'
import { download } from '../src/download/download'
import { MemorySink } from '../src/download/memory-sink'
import { loadSpec } from '../src/load/load-dataset'
import { loadIdxDataset } from '../src/load/load-idx-dataset'
import { badServer, good } from './support/bad-server'
import { smallArchives, smallFiles, smallSpec } from './support/small-set'
import { temporaryFolder } from './support/temporary-folder'

afterEach(() => {
  vi.unstubAllEnvs()
})

const published = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const
const roles = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const

/** The small set under the names that MNIST has. */
const spec = {
  ...smallSpec,
  files: Object.fromEntries(
    roles.map((role) => [role, { ...smallSpec.files[role], name: published[role] }]),
  ) as unknown as typeof smallSpec.files,
}

/** A folder with the four files, named by `name`. */
function folderWith(name: (published: string) => string, { gz = false } = {}): string {
  const dir = temporaryFolder()
  for (const role of roles) {
    const bytes = smallFiles[role]
    writeFileSync(join(dir, name(published[role])), gz ? gzipSync(bytes) : bytes)
  }
  return dir
}

const dotted = (name: string) => name.replace('-idx', '.idx')

describe('a folder of IDX files', () => {
  it.each<[string, () => string]>([
    ['as they are published', () => folderWith((name) => name)],
    ['with dots for dashes', () => folderWith(dotted)],
    ['with dots, compressed', () => folderWith((name) => `${dotted(name)}.gz`, { gz: true })],
    ['in capitals', () => folderWith((name) => name.toUpperCase())],
    [
      'beside hidden companions and files of the system',
      () => {
        const dir = folderWith(dotted)
        for (const role of roles) {
          for (const name of [published[role], dotted(published[role])]) {
            writeFileSync(join(dir, `._${name}`), 'resource fork')
          }
        }
        for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini', '.train-images-labels-test']) {
          writeFileSync(join(dir, name), 'x')
        }
        return dir
      },
    ],
    [
      'beside folders of the same names',
      () => {
        const dir = folderWith(dotted)
        for (const role of roles) {
          mkdirSync(join(dir, published[role]))
          mkdirSync(join(dir, `${published[role]}.gz`))
        }
        mkdirSync(join(dir, '__MACOSX'))
        return dir
      },
    ],
    [
      'behind links',
      () => {
        const [dir, target] = [temporaryFolder(), folderWith((name) => name)]
        for (const role of roles)
          symlinkSync(join(target, published[role]), join(dir, published[role]))
        return dir
      },
    ],
  ])('is read: %s', async (_, make) => {
    const dir = make()
    for (const { train, test } of [await loadSpec(spec, { dir }), await loadIdxDataset({ dir })]) {
      expect([...train.images.toTypedArray()]).toEqual([...smallFiles.trainImages.subarray(16)])
      expect(test.length).toBe(20)
    }
  })

  it('has its raw files read where there are compressed ones of other spelling', async () => {
    const dir = folderWith(dotted)
    for (const role of roles) writeFileSync(join(dir, `${published[role]}.x`), 'other')
    writeFileSync(join(dir, `${dotted(published.trainImages)}.gz`), 'no archive')
    expect((await loadSpec(spec, { dir })).train.length).toBe(40)
  })
})

describe('the cache folder of the user', () => {
  const folder = (named: string | undefined) => {
    vi.stubEnv('XDG_CACHE_HOME', named)
    return defaultCacheFolder()
  }

  it('is in XDG_CACHE_HOME where that is an absolute path', () => {
    expect(folder('/var/cache/me')).toBe('/var/cache/me/handwritten')
  })

  it('is the usual one where XDG_CACHE_HOME is unset, empty or relative', () => {
    vi.stubEnv('HOME', '/home/me')
    expect(homedir()).toBe('/home/me')
    const usual = folder(undefined)
    expect(usual).toMatch(/^\/home\/me\/.*handwritten/)
    for (const named of ['', 'cache', './cache', '../cache', '~/cache']) {
      expect(folder(named)).toBe(usual)
    }
  })

  it.skipIf(process.platform === 'win32')('is made for the user alone', async () => {
    const root = join(temporaryFolder(), 'a', 'b')
    vi.stubEnv('XDG_CACHE_HOME', root)
    const { mirror } = await badServer(smallArchives)
    await loadSpec(smallSpec, { mirrors: [mirror(good)] })
    for (const made of [join(root, '..'), root, join(root, 'handwritten', 'small')]) {
      expect(statSync(made).mode & 0o777).toBe(0o700)
    }
  })
})

describe('a download behind a proxy', () => {
  const failed = async () => {
    const file = { name: 'a', urls: ['http://127.0.0.1:9/'], bytes: 1 }
    const digest = { algorithm: 'md5', value: '' } as const
    return await download({ ...file, digest }, new MemorySink()).then(
      () => '',
      (error: Error) => error.message,
    )
  }
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']

  it.each(names)('that fails says what Node needs to use %s', async (name) => {
    for (const other of names) vi.stubEnv(other, undefined)
    vi.stubEnv('NODE_USE_ENV_PROXY', undefined)
    vi.stubEnv('NODE_OPTIONS', undefined)
    expect(await failed()).not.toContain('PROXY')
    vi.stubEnv(name, 'http://127.0.0.1:9')
    expect(await failed()).toContain(
      `${name} is set, but Node uses a proxy only when it starts with NODE_USE_ENV_PROXY=1`,
    )
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    expect(await failed()).not.toContain('NODE_USE_ENV_PROXY')
  })
})
