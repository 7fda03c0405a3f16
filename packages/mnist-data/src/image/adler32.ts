const MODULUS = 65_521

/** The checksum at the end of a zlib stream, of the bytes that it inflates to (RFC 1950). */
export class Adler32 {
  #a = 1
  #b = 0

  update(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#a = (this.#a + byte) % MODULUS
      this.#b = (this.#b + this.#a) % MODULUS
    }
  }

  /** Where the stream ends in `deflated`, behind the last place of the checksum; undefined where it is not in it. */
  endIn(deflated: Uint8Array): number | undefined {
    const bytes = [this.#b >> 8, this.#b & 255, this.#a >> 8, this.#a & 255]
    for (let at = deflated.length - 4; at >= 2; at--) {
      if (bytes.every((byte, i) => deflated[at + i] === byte)) return at + 4
    }
    return undefined
  }
}
