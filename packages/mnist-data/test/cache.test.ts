import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  promises,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { CacheError, DownloadError, IntegrityError, MissingFilesError } from '../src/errors'
import { loadSpec } from '../src/load/load-dataset'
import * as server from './support/bad-server'
import { smallArchives, smallFiles, smallSpec } from './support/small-set'
import { temporaryFolder } from './support/temporary-folder'

const names = [...smallArchives.keys()].sort()
const file = 'trainImages.gz'
const whole = smallArchives.get(file) as Uint8Array<ArrayBuffer>

/** A cache folder, a server, and what loads from the one through the other. */
async function setUp(behaviour: server.Behaviour) {
  const cacheDir = temporaryFolder()
  const folder = join(cacheDir, 'small')
  const { mirror, requests } = await server.badServer(smallArchives)
  const options = {
    cacheDir,
    mirrors: [mirror(behaviour)],
    timeout: server.patienceWith(behaviour),
  }
  return { cacheDir, folder, options, requests, load: () => loadSpec(smallSpec, options) }
}

function listing(folder: string): string[] {
  return readdirSync(folder).sort()
}

/** Runs the small set's loading in a process of its own. */
function startProcess(mirror: string, cacheDir: string): ChildProcess {
  const hooks = new URL('./support/resolve-typescript.mjs', import.meta.url).href
  const program = new URL('./support/load-small-set.ts', import.meta.url)
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', hooks, fileURLToPath(program), mirror, cacheDir],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

async function outputOf(child: ChildProcess): Promise<string> {
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => chunks.push(`${data}`))
  await new Promise((resolve) => child.on('close', resolve))
  return chunks.join('')
}

describe('the cache', () => {
  it('is filled once and then answers without the network', async () => {
    const { folder, requests, load } = await setUp(server.good)
    const { train, test } = await load()
    expect([train.length, test.length]).toEqual([40, 20])
    expect([...train.images.toTypedArray()]).toEqual([...smallFiles.trainImages.subarray(16)])
    expect(listing(folder)).toEqual(names)
    for (const name of names) {
      expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(smallArchives.get(name))
    }
    await load()
    expect(requests.length).toBe(4)
  })

  it('is all that is asked when downloads are off', async () => {
    const { options, requests, folder } = await setUp(server.good)
    const offline = loadSpec(smallSpec, { ...options, download: false })
    await expect(offline).rejects.toThrow(MissingFilesError)
    await expect(offline).rejects.toThrow(`not at hand in ${folder} and downloads are off`)
    expect(requests.length).toBe(0)
    await loadSpec(smallSpec, options)
    expect((await loadSpec(smallSpec, { ...options, download: false })).test.length).toBe(20)
  })

  it('never holds a bad file, whatever the server does', async () => {
    for (const behaviour of [
      server.notFound,
      server.loginPage,
      server.disguisedPage,
      server.endsEarly,
      server.endless,
      server.alters,
      server.hangs,
    ]) {
      const { folder, load } = await setUp(behaviour)
      await expect(load()).rejects.toThrow(DownloadError)
      expect(listing(folder)).toEqual([])
    }
  })

  it('resumes a truncated download from its last byte in the next call', async () => {
    const { folder, options, load } = await setUp(server.breaksOffForGood)
    await expect(load()).rejects.toThrow(/truncated/)
    const [part, ...others] = listing(folder)
    expect(others).toEqual([])
    expect(part).toMatch(/^trainImages\.gz\.free\.[0-9a-f]+\.part$/)
    expect(statSync(join(folder, part)).size).toBe(whole.length >> 1)
    const better = await server.badServer(smallArchives)
    await loadSpec(smallSpec, { ...options, mirrors: [better.mirror(server.good)] })
    expect(better.requests[0].range).toBe(`bytes=${whole.length >> 1}-`)
    expect(listing(folder)).toEqual(names)
  })

  const spoil: [string, (path: string) => void][] = [
    ['cut short', (path) => truncateSync(path, 100)],
    ['empty', (path) => truncateSync(path, 0)],
    ['altered', (path) => writeFileSync(path, whole.with(whole.length >> 1, 7))],
    ['a web page', (path) => writeFileSync(path, '<html></html>')],
  ]
  for (const [what, damage] of spoil) {
    it(`sets a file aside that is ${what}, and fetches it again`, async () => {
      const { folder, requests, load } = await setUp(server.good)
      await load()
      damage(join(folder, file))
      expect((await load()).train.length).toBe(40)
      expect(requests.length).toBe(5)
      expect(new Uint8Array(readFileSync(join(folder, file)))).toEqual(whole)
      const aside = listing(folder).filter((name) => !names.includes(name))
      expect(aside).toEqual([expect.stringMatching(/^trainImages\.gz\.[0-9a-f]+\.bad$/)])
      await load()
      expect(requests.length).toBe(5)
    })
  }

  describe('that cannot be written costs the cache alone, with one warning:', () => {
    /** Loads the small set twice, and what was warned of each time. */
    async function loadTwice(options: object) {
      const warnings: CacheError[][] = [[], []]
      for (const own of warnings) {
        const onWarning = (warning: CacheError) => own.push(warning)
        const { train } = await loadSpec(smallSpec, { ...options, onWarning })
        expect([...train.images.toTypedArray()]).toEqual([...smallFiles.trainImages.subarray(16)])
      }
      for (const own of warnings) expect(own).toEqual([expect.any(CacheError)])
      return warnings[0][0].message
    }

    const failure = (code: string) => Object.assign(new Error(`${code}: it fails`), { code })

    it.each<[string, (handle: FileHandle) => void]>([
      [
        'at the first byte',
        (handle) => {
          vi.spyOn(handle, 'appendFile').mockRejectedValue(failure('ENOSPC'))
        },
      ],
      [
        'at a later byte, some of which is written',
        (handle) => {
          const append = handle.appendFile.bind(handle)
          let room = 2000
          vi.spyOn(handle, 'appendFile').mockImplementation(async (chunk) => {
            const bytes = chunk as Uint8Array
            await append(bytes.subarray(0, room))
            room -= bytes.length
            if (room < 0) throw failure('ENOSPC')
          })
        },
      ],
      [
        'when the bytes are to last',
        (handle) => {
          vi.spyOn(handle, 'sync').mockRejectedValue(failure('EDQUOT'))
        },
      ],
    ])('a disk that is full %s', async (_, spoil) => {
      const { folder, options } = await setUp(server.good)
      const open = promises.open
      vi.spyOn(promises, 'open').mockImplementation(async (...args: Parameters<typeof open>) => {
        const handle = await open(...args)
        spoil(handle)
        return handle
      })
      onTestFinished(() => {
        vi.restoreAllMocks()
      })
      expect(await loadTwice(options)).toMatch(
        /: it fails; .*make room, or name another folder as `cacheDir`, or in XDG_CACHE_HOME; this time/,
      )
      // Files that fit are whole, and of others nothing is left.
      for (const name of listing(folder)) {
        expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(smallArchives.get(name))
      }
    })

    it('a folder that cannot be made', async () => {
      const { options, cacheDir } = await setUp(server.good)
      writeFileSync(join(cacheDir, 'file'), '')
      const message = await loadTwice({ ...options, cacheDir: join(cacheDir, 'file') })
      expect(message).toMatch(/another folder as `cacheDir`/)
    })

    it.skipIf(!existsSync('/proc/self'))(
      'a place where folders cannot be made at all, as in /proc',
      async () => {
        const { options } = await setUp(server.good)
        const message = await loadTwice({ ...options, cacheDir: '/proc/handwritten/cache' })
        expect(message).toMatch(/^cache \/proc\/handwritten\/cache\/small: ENOENT/)
      },
    )

    it('a bad file that cannot be taken out of the way', async () => {
      const { options, folder } = await setUp(server.good)
      await loadSpec(smallSpec, options)
      truncateSync(join(folder, file), 100)
      vi.spyOn(promises, 'rename').mockRejectedValue(failure('EACCES'))
      onTestFinished(() => {
        vi.restoreAllMocks()
      })
      expect(await loadTwice(options)).toMatch(/it may not be written: change its permissions/)
    })

    it('and is a warning of Node where nobody asks for it', async () => {
      const { options, cacheDir } = await setUp(server.good)
      writeFileSync(join(cacheDir, 'file'), '')
      const emitted = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
      onTestFinished(() => {
        vi.restoreAllMocks()
      })
      await loadSpec(smallSpec, { ...options, cacheDir: join(cacheDir, 'file') })
      expect(emitted.mock.calls).toEqual([[expect.stringMatching(/^cache /), 'CacheWarning']])
    })
  })

  it('takes up what a killed process has left, also one that ended after the last byte', async () => {
    const { cacheDir, folder, load } = await setUp(server.good)
    const slow = await server.badServer(smallArchives)
    const child = startProcess(slow.mirror(server.hangsHalfway), cacheDir)
    const part = await vi.waitFor(
      () => {
        const [name] = listing(folder)
        expect(statSync(join(folder, name)).size).toBe(whole.length >> 1)
        return name
      },
      { timeout: 50_000 },
    )
    expect(part).toContain(`-${child.pid}.`)
    await expect(load()).resolves.toBeDefined()
    expect(listing(folder)).toContain(part)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.on('close', resolve))
    const again = await setUp(server.good)
    mkdirSync(again.folder)
    for (const [name, length] of [
      [part, whole.length >> 1],
      [part.replace('trainImages', 'testImages'), Number.POSITIVE_INFINITY],
    ] as const) {
      const bytes = smallArchives.get(name.replace(/\.gz\..*/, '.gz')) as Uint8Array
      writeFileSync(join(again.folder, name), bytes.subarray(0, length))
    }
    await again.load()
    const ranges = again.requests.map(({ range }) => range)
    const full = smallArchives.get('testImages.gz')?.length
    expect(ranges).toEqual([`bytes=${whole.length >> 1}-`, undefined, `bytes=${full}-`, undefined])
    expect(listing(again.folder)).toEqual(names)
  })

  it('serves two processes at once, neither of which harms the other', async () => {
    const { cacheDir, folder, load } = await setUp(server.good)
    const { mirror } = await server.badServer(smallArchives)
    const address = mirror((bytes, request, response) => {
      setTimeout(() => server.good(bytes, request, response), 30)
    })
    const outputs = await Promise.all(
      [1, 2, 3].map(() => outputOf(startProcess(address, cacheDir))),
    )
    expect(outputs).toEqual(['40 20', '40 20', '40 20'])
    expect(listing(folder)).toEqual(names)
    await expect(load()).resolves.toBeDefined()
  })

  it('leaves the part of another machine alone', async () => {
    const { folder, load } = await setUp(server.good)
    mkdirSync(folder)
    const foreign = `${file}.${hostname()}x-1.abc.part`
    writeFileSync(join(folder, foreign), 'not mine')
    await load()
    expect(listing(folder)).toEqual([...names, foreign].sort())
  })
})

describe('files given as bytes', () => {
  it('are read raw and compressed alike, and verified', async () => {
    const files = { ...smallFiles, trainImages: whole }
    const { train } = await loadSpec(smallSpec, { files })
    expect([...train.images.toTypedArray()]).toEqual([...smallFiles.trainImages.subarray(16)])
    const swapped = { ...files, testLabels: smallFiles.testLabels.with(9, 0) }
    const load = loadSpec(smallSpec, { files: swapped })
    await expect(load).rejects.toThrow(IntegrityError)
    await expect(load).rejects.toThrow(/^files\.testLabels: expected SHA-256/)
  })
})
