/** The bytes that a base64 text stands for. */
export function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

/** The same bytes inside of a larger block, `before` bytes from its beginning plus `shift`. */
export function resized(bytes: Uint8Array, before: number, shift: number): Uint8Array {
  const block = new Uint8Array(before + shift + bytes.length + 5)
  block.set(bytes, before + shift)
  return block.subarray(before + shift, before + shift + bytes.length)
}
