import { LibraryError } from '../errors'
import type { Binding, ForeignLibrary } from './foreign-library'
import { koffi } from './koffi'
import { nodeFfi } from './node-ffi'

/**
 * The first of the libraries that can be opened, through `node:ffi` where the running Node has it
 * and through koffi elsewhere.
 * @param wanted the binding to use in place of that choice
 * @throws LibraryError when there is no binding, or none of the libraries can be opened
 */
export async function openLibrary(
  paths: readonly string[],
  purpose: string,
  wanted: Binding['name'] | undefined,
): Promise<ForeignLibrary> {
  const binding = await findBinding(wanted)
  if (binding === null) {
    throw new LibraryError(
      `${purpose}, but ${wanted ?? 'node:ffi'} is not available in Node ${process.versions.node}: ` +
        'use Node 26.1 or newer, or install koffi (npm install koffi)',
    )
  }
  const reasons: string[] = []
  for (const path of paths) {
    try {
      return binding.open(path)
    } catch (error) {
      reasons.push(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new LibraryError(
    `${purpose}, but its MPI library could not be opened (${reasons.join('; ')}); install it on this ` +
      'host, or set HANDWRITTEN_MPI_LIBRARY to its path',
  )
}

async function findBinding(wanted: Binding['name'] | undefined): Promise<Binding | null> {
  if (wanted === 'koffi') return koffi()
  return nodeFfi() ?? (wanted === undefined ? koffi() : null)
}
