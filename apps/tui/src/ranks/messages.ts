import type { Control, RunEvent } from '../training/protocol'

type Message = RunEvent | Control

const views = { Float32Array, Float64Array, Int32Array, Uint8Array, Uint8ClampedArray }
type ViewName = keyof typeof views

/** Marks a value that JSON has no notation for. */
const key = '$handwritten'

/** A message as one line of JSON. Typed arrays and numbers that are not finite are kept, to the bit. */
export function encodeMessage(message: Message): string {
  return JSON.stringify(message, (_, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { [key]: String(value) }
    if (!ArrayBuffer.isView(value)) return value
    const { buffer, byteOffset, byteLength } = value
    const bytes = Buffer.from(buffer, byteOffset, byteLength).toString('base64')
    return { [key]: value.constructor.name, bytes }
  })
}

/** The message of a line, or null where the line is not one, such as a line of the launcher. */
export function decodeMessage<Kind extends Message>(line: string): Kind | null {
  if (!line.startsWith('{"type":"')) return null
  try {
    return JSON.parse(line, (_, value: unknown) => revive(value)) as Kind
  } catch {
    return null
  }
}

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(key in value)) return value
  const { [key]: name, bytes } = value as { [key]: string; bytes?: string }
  if (bytes === undefined) return Number(name)
  const copy = new Uint8Array(Buffer.from(bytes, 'base64'))
  return new views[name as ViewName](copy.buffer)
}
