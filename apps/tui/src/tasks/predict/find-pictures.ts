import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileProblem } from '../../saved/file-problem'
import { RunFailure } from '../../training/failure'

/** A picture and how to read it. */
export interface PictureSource {
  /** Its path, or `stdin`. */
  readonly name: string
  /** @throws RunFailure if it cannot be read */
  read(): Uint8Array
}

const PICTURE = /\.(png|jpe?g)$/i

/**
 * The pictures of paths: a file, every PNG and JPEG file in a folder and its subfolders, the files of a
 * pattern such as `scans/*.png`, or stdin for `-`, in alphabetical order.
 * @throws RunFailure if a folder or a pattern has no pictures
 */
export function findPictures(paths: readonly string[]): PictureSource[] {
  return paths.flatMap(picturesAt)
}

function picturesAt(path: string): PictureSource[] {
  if (path === '-') return [{ name: 'stdin', read: () => readBytes(0, 'stdin') }]
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return inFolder(path)
  if (found === undefined && /[*?[{]/.test(path)) return byPattern(path)
  return [fileAt(path)]
}

function inFolder(folder: string): PictureSource[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const pictures = names.filter((name) => PICTURE.test(name))
  if (pictures.length > 0) return pictures.map((name) => fileAt(join(folder, name)))
  throw new RunFailure('unreadable', `${folder}: expected PNG or JPEG files, found none`)
}

function byPattern(pattern: string): PictureSource[] {
  const files = globSync(pattern).sort()
  if (files.length > 0) return files.map(fileAt)
  throw new RunFailure('unreadable', `${pattern}: no file matches this pattern`)
}

function fileAt(path: string): PictureSource {
  return { name: path, read: () => readBytes(path, path) }
}

function readBytes(source: string | number, name: string): Uint8Array {
  try {
    return readFileSync(source)
  } catch (error) {
    throw new RunFailure('unreadable', `${name} cannot be read: ${fileProblem(error)}`)
  }
}
