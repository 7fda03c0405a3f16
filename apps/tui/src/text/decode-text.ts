/**
 * The text of a file that a user supplies, in UTF-8 or UTF-16, with or without a byte-order mark. UTF-16
 * without a mark is recognized by the zero byte of its first character.
 */
export function decodeText(bytes: Uint8Array): string {
  // TextDecoder leaves the mark out.
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}
