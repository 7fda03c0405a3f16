import { MemorySink } from '../download/memory-sink'
import type { Sink } from '../download/sink'

/** Where downloads are kept, in folders by set. A file of it is whole or not there. */
export interface FileCache {
  /** What messages call a folder or file of it; undefined where nothing is kept. */
  locate(folder: string, name?: string): string | undefined
  /** The bytes of a file, or undefined when it is not there or cannot be read. */
  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Takes a bad file out of the way, so that it is never read again. */
  setAside(folder: string, name: string): Promise<void>
  /** What receives a file, from where an earlier attempt at it broke off. */
  open(folder: string, name: string): Promise<Sink>
}

/** Keeps nothing: where there is no place for it, or none is wanted. */
export const noCache: FileCache = {
  locate: () => undefined,
  read: async () => undefined,
  setAside: async () => {},
  open: async () => new MemorySink(),
}
