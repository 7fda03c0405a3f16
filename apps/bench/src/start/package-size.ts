import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Bytes of what a package ships. */
export interface PackageSize {
  readonly name: string
  /** All shipped files as they lie on disk. */
  readonly unpacked: number
  /** The same through gzip, as in a tarball. */
  readonly packed: number
  /** Its ES module alone through gzip: what a page that uses everything would load, before minifying. */
  readonly module: number | undefined
}

const ALWAYS_SHIPPED = ['package.json', 'README.md', 'LICENSE']

/** Of a built package whose `files` are folders. */
export function packageSize(folder: string): PackageSize {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    files: string[]
    module?: string
  }
  const present = readdirSync(folder).filter((name) => ALWAYS_SHIPPED.includes(name))
  const inFolders = manifest.files.flatMap((name) => filesIn(join(folder, name)))
  const contents = [...present.map((name) => join(folder, name)), ...inFolders].map((file) =>
    readFileSync(file),
  )
  return {
    name: manifest.name,
    unpacked: contents.reduce((sum, { length }) => sum + length, 0),
    packed: gzipSync(Buffer.concat(contents)).length,
    module: manifest.module
      ? gzipSync(readFileSync(join(folder, manifest.module))).length
      : undefined,
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
