// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f]/g

/**
 * The text with characters that could command a terminal written as `\x1b` and the like; those from
 * U+007F on as `\u009b`, which is also how JSON writes them.
 */
export function escaped(text: string): string {
  return text.replaceAll(controls, (character) => {
    const code = character.charCodeAt(0).toString(16)
    return character < '\u007f' ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}

/** {@link escaped} for text in which line breaks and tabs are meant. */
export function escapedLines(text: string): string {
  return text.replaceAll(/[^\n\t]+/g, escaped)
}
