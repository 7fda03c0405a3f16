import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where Chromium is: at CHROMIUM_PATH, or where systems keep it; undefined where there is none. */
export const chromium = [process.env.CHROMIUM_PATH, ...places].find(
  (path) => path && existsSync(path),
)

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-extensions',
  '--no-first-run',
]

/** A page that tells nothing for this long has failed; a test that times out would leave its browser. */
const PATIENCE_MS = 100_000

/**
 * Opens a page in a Chromium of its own until `seen` is settled.
 * @throws when Chromium ends before, or is out of patience
 */
export async function visit<T>(url: string, seen: Promise<T>): Promise<T> {
  if (chromium === undefined) throw new Error('there is no Chromium: set CHROMIUM_PATH')
  const profile = await mkdtemp(join(tmpdir(), 'handwritten-chromium-'))
  const args = [...flags, `--user-data-dir=${profile}`, url]
  const browser = spawn(chromium, args, { stdio: 'ignore', timeout: PATIENCE_MS })
  const end = () => browser.kill()
  process.once('exit', end)
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()))
  const silent = ended.then(() =>
    Promise.reject(new Error('Chromium ended; the page told nothing')),
  )
  try {
    return await Promise.race([seen, silent])
  } finally {
    process.off('exit', end)
    end()
    await ended
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
