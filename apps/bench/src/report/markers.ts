import { BenchError } from '../errors.ts'

const BEGIN = '<!-- figures: written by `pnpm bench readme`, begin -->'
const END = '<!-- figures: end -->'

/** True when the text has a place for the figures. */
export function hasMarkers(text: string): boolean {
  return text.includes(BEGIN) && text.includes(END)
}

/** The text with what lies between its markers replaced; throws `markers` where they are missing. */
export function writeBetweenMarkers(text: string, section: string, file: string): string {
  const begin = text.indexOf(BEGIN)
  const end = text.indexOf(END)
  if (begin < 0 || end < begin)
    throw new BenchError(
      'markers',
      `${file}: expected the lines ${BEGIN} and ${END}, in this order`,
    )
  return `${text.slice(0, begin + BEGIN.length)}\n${section}\n${text.slice(end)}`
}
