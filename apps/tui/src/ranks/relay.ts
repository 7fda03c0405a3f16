import { createInterface } from 'node:readline'
import type { Output, Sink } from '../sinks/sink'
import type { TrainRequest } from '../tasks/train/request'
import type { Control, RunEvent } from '../training/protocol'
import { decodeMessage, encodeMessage } from './messages'

/**
 * The variable by which `train --ranks` hands its request to the ranks that it starts. Rank 0 then
 * writes every event of the run to stdout, one JSON object per line, and reads commands from stdin.
 */
const RELAY = 'HANDWRITTEN_RELAY'

/** The environment of a rank that relays its run. */
export function relayEnvironment(request: TrainRequest): Record<string, string> {
  return { [RELAY]: JSON.stringify(request), HANDWRITTEN_MPI: 'on' }
}

/** The request that a rank was started with by `train --ranks`, or null. */
export function relayedRequest(environment: NodeJS.ProcessEnv = process.env): TrainRequest | null {
  const text = environment[RELAY]
  return text === undefined ? null : (JSON.parse(text) as TrainRequest)
}

/** Writes every event, and passes commands on; its reader has left when stdin ends. */
export function relaySink(
  output: Output,
  stdin: NodeJS.ReadableStream,
  send: (control: Control) => void,
): Sink {
  const lines = createInterface({ input: stdin })
  lines.on('line', (line) => {
    const control = decodeMessage<Control>(line)
    if (control !== null) send(control)
  })
  const left = new Promise<'closed'>((resolve) => lines.on('close', () => resolve('closed')))
  return {
    take: (event: RunEvent) => output.out(`${encodeMessage(event)}\n`),
    left,
    close: async () => lines.close(),
  }
}
