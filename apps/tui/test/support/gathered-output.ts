import type { Output } from '../../src/sinks/sink'

/** An output that keeps what is written to it. */
export function gatheredOutput(): Output & { readonly text: { out: string; log: string } } {
  const text = { out: '', log: '' }
  return {
    text,
    out: (more) => {
      text.out += more
    },
    log: (more) => {
      text.log += more
    },
    closed: new Promise<void>(() => {}),
  }
}
