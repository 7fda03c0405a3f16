import type { CacheWarning } from '../cache/tolerant-cache'
import type { FileRole } from '../catalog/dataset-spec'
import type { DownloadOptions } from '../download/download'

/** Where a data set is taken from. */
export interface LoadOptions extends DownloadOptions {
  /** Folder with the four IDX files under their own names, each raw or with `.gz`; dots may replace dashes. */
  dir?: string
  /** The bytes of the four files, each raw or compressed, in place of a folder. */
  files?: Readonly<Record<FileRole, Uint8Array<ArrayBuffer>>>
  /** Whether files that are not at hand may be fetched from the network. Default true. */
  download?: boolean
  /** Addresses of folders that serve the `.gz` files, in place of the known ones, best first. */
  mirrors?: readonly string[]
  /**
   * Where downloads are kept: a folder, or in a browser the name of a Cache storage; `false` keeps
   * nothing. Default a folder of this project in the user's cache, or the storage `handwritten`.
   */
  cacheDir?: string | false
  /**
   * Receives at most one warning: that the cache cannot be written, which costs the cache alone. Default a
   * warning of Node's (`process.emitWarning`), or `console.warn` in a browser.
   */
  onWarning?: CacheWarning
}
