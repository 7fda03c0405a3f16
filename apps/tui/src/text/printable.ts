// Every character that the screens themselves draw with, and letters that take one cell each.
const unsafe =
  /[^ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2500-\u25fc\u2713\u2717\u2800-\u28ff]/gu

/** `text` with a question mark for whatever could move the cursor, or not fill exactly one cell. */
export function printable(text: string): string {
  return text.replaceAll(unsafe, '?')
}
