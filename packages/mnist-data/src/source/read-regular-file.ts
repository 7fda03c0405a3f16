import { requireBuiltin } from './node'

/**
 * The bytes of a file. A pipe or a device, which may never end, is refused.
 *
 * @param what for the message where there is no file system: `the cache`
 * @throws the error of the system; Error when the path is no regular file
 */
export async function readRegularFile(
  path: string,
  what: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { promises: fs } = requireBuiltin('node:fs', what)
  const found = await fs.stat(path)
  if (!found.isFile() && !found.isDirectory())
    throw new Error('expected a file, found a pipe or a device')
  const { buffer, byteOffset, byteLength } = await fs.readFile(path)
  return new Uint8Array(buffer, byteOffset, byteLength)
}
