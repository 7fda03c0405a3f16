/** How far the download of one file has come. */
export interface DownloadProgress {
  /** Name of the file. */
  readonly file: string
  readonly url: string
  /** Bytes that are here, those of an earlier run included. */
  readonly received: number
  /** Bytes of the whole file, when the server says so. */
  readonly total: number | undefined
  /** Mean rate since this transfer began. */
  readonly bytesPerSecond: number
  /** At that rate, when the total is known. */
  readonly secondsLeft: number | undefined
}

/** Milliseconds between two reports. */
const INTERVAL = 100

/** Turns byte counts into reports: at most ten a second, and one at the end. */
export class ProgressMeter {
  readonly #file: string
  readonly #url: string
  readonly #report: (progress: DownloadProgress) => void
  #began = 0
  #received = 0
  #reported = 0

  constructor(file: string, url: string, report: (progress: DownloadProgress) => void) {
    this.#file = file
    this.#url = url
    this.#report = report
  }

  /** The transfer begins behind `received` bytes. */
  start(received: number): void {
    this.#began = performance.now()
    this.#reported = Number.NEGATIVE_INFINITY
    this.#received = received
  }

  update(received: number, total: number | undefined): void {
    const now = performance.now()
    if (now - this.#reported < INTERVAL && received !== total) return
    this.#reported = now
    const seconds = Math.max(now - this.#began, 1) / 1000
    const bytesPerSecond = (received - this.#received) / seconds
    this.#report({
      file: this.#file,
      url: this.#url,
      received,
      total,
      bytesPerSecond,
      secondsLeft:
        total === undefined || bytesPerSecond === 0
          ? undefined
          : (total - received) / bytesPerSecond,
    })
  }
}
