import { findBuiltin } from '../source/node'
import { BrowserCache, type Store } from './browser-cache'
import { defaultCacheFolder } from './cache-folder'
import { type FileCache, noCache } from './file-cache'
import { FolderCache } from './folder-cache'

/** What a browser's Cache storage is called by this package. */
const BROWSER_NAME = 'handwritten'

/** A browser's `caches`. */
interface Stores {
  open(name: string): Promise<Store>
}

/**
 * The cache that is named, a folder or a Cache storage, or else the usual one; none where this
 * runtime has no place for one, or none is wanted.
 */
export async function findCache(named: string | false | undefined): Promise<FileCache> {
  if (named === false) return noCache
  if (findBuiltin('node:fs') !== undefined) {
    const root = named ?? defaultCacheFolder()
    return root === undefined ? noCache : new FolderCache(root)
  }
  const name = named ?? BROWSER_NAME
  // Pages that may not store anything, such as sandboxed frames, have none to open.
  const { caches } = globalThis as { caches?: Stores }
  const store = await caches?.open(name).catch(() => undefined)
  return store === undefined ? noCache : new BrowserCache(name, store)
}
