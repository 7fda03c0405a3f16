import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This package's folder, seen from its sources as from the built file. */
export const PACKAGE_FOLDER = nearestManifest(dirname(fileURLToPath(import.meta.url)))

function nearestManifest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearestManifest(dirname(folder))
}
