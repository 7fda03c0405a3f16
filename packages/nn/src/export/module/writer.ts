import type { Tensor } from '@handwritten/tensor'
import type { RuntimeName } from './runtime'

/** Gathers what a module consists of: statements that change `x`, the weights, and what they need. */
export class ModuleWriter {
  readonly statements: string[] = []
  readonly used = new Set<RuntimeName>()
  readonly #weights: Float64Array[] = []
  readonly #kept = new Map<Tensor, string>()
  #count = 0

  /** Adds a statement that may call the functions in `needs`. */
  add(statement: string, ...needs: RuntimeName[]): void {
    this.statements.push(statement)
    for (const need of needs) this.used.add(need)
  }

  /** Keeps numbers for the module, those of one tensor once, and returns the expression for them there. */
  keep(value: Tensor): string {
    const known = this.#kept.get(value)
    if (known !== undefined) return known
    const start = this.#count
    this.#weights.push(new Float64Array(value.toTypedArray()))
    this.#count += value.size
    const expression = `weights.subarray(${start}, ${this.#count})`
    this.#kept.set(value, expression)
    return expression
  }

  /** All the weights as base64 of little-endian floats of the type of `Floats`. */
  weights(Floats: Float32ArrayConstructor | Float64ArrayConstructor): string {
    const all = new Floats(this.#count)
    let at = 0
    for (const part of this.#weights) {
      all.set(part, at)
      at += part.length
    }
    return base64(new Uint8Array(all.buffer))
  }
}

/** `btoa` takes text, and a call takes only so many arguments: hence in pieces. */
function base64(bytes: Uint8Array): string {
  const pieces: string[] = []
  const size = 0x6000 // a multiple of 3, so that the pieces join without padding
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + size))))
  }
  return pieces.join('')
}
