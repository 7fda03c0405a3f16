/** Where the bytes of a download go, and what is there already. */
export interface Sink {
  /** Bytes received so far; a download goes on behind them. */
  readonly length: number
  append(chunk: Uint8Array): Promise<void>
  /** Forgets everything, to start anew. */
  clear(): Promise<void>
  /** All that was received. */
  read(): Promise<Uint8Array<ArrayBuffer>>
  /** The file is whole and sound: makes it lasting, where there is a place for it. */
  keep(): Promise<void>
  /** The download failed: lets go, keeping a sound beginning for the next time unless `spoilt`. */
  leave(options: { spoilt: boolean }): Promise<void>
}
