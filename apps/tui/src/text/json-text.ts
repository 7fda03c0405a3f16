/**
 * A value as one line of JSON. DEL and the C1 codes, which `JSON.stringify` leaves as they are, are
 * escaped too: terminals obey them.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
