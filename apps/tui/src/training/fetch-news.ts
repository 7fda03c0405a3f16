import type { DownloadProgress } from '@handwritten/mnist-data'

/** Tells of a download file by file, a line for every tenth of one whose length is known. */
export function fetchNews(tell: (line: string) => void): (progress: DownloadProgress) => void {
  let last = ''
  return ({ file, received, total }) => {
    const tenths = total === undefined ? 0 : Math.floor((10 * received) / total)
    const size = total === undefined ? '' : ` (${10 * tenths}% of ${(total / 1e6).toFixed(1)} MB)`
    const line = `fetching ${file}${size}`
    if (line !== last) tell(line)
    last = line
  }
}
