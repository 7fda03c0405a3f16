import { DatasetError } from '../errors'

/** The first line of a CSV file, and where the data begins. */
export interface CsvStart {
  readonly delimiter: number
  /** Names of the columns; null without a header. */
  readonly header: readonly string[] | null
  /** Number of values in a row. */
  readonly columns: number
  /** Offset of the first row of data, and its line number from 1. */
  readonly offset: number
  readonly line: number
  /** The cells of the first row of data. */
  readonly first: readonly string[]
}

const QUOTE = 0x22
const NEWLINE = 0x0a
const RETURN = 0x0d

/** Reads the first lines of `bytes`. A line with a cell that is no number, besides at most one, is a header. */
export function readCsvStart(bytes: Uint8Array, label: string): CsvStart {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const delimiter = delimiterOf(bytes.subarray(bom, lineEnd(bytes, bom)))
  const top = readRow(bytes, bom, delimiter)
  const names = top.cells.filter((cell) => Number.isNaN(Number(cell)) || cell === '')
  if (top.cells.length < 2) {
    throw new DatasetError(
      `${label} line 1: expected a label and pixel values with commas between them, found '${top.cells[0]?.slice(0, 40) ?? ''}'`,
    )
  }
  const common = { delimiter, columns: top.cells.length }
  if (names.length <= 1) return { ...common, header: null, offset: bom, line: 1, first: top.cells }
  const { cells: first } = readRow(bytes, top.next, delimiter)
  return { ...common, header: top.cells, offset: top.next, line: 2, first }
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(NEWLINE, from)
  return end === -1 ? bytes.length : end
}

function delimiterOf(line: Uint8Array): number {
  const candidates = [',', ';', '\t'].map((mark) => mark.charCodeAt(0))
  const counts = candidates.map((mark) => line.reduce((n, byte) => n + (byte === mark ? 1 : 0), 0))
  return candidates[counts.indexOf(counts.reduce((a, b) => Math.max(a, b)))]
}

function readRow(bytes: Uint8Array, from: number, delimiter: number) {
  const cells: string[] = []
  let at = from
  while (at < bytes.length) {
    const cell = readCell(bytes, at, delimiter)
    cells.push(cell.text)
    at = cell.end
    if (bytes[at] !== delimiter) break
    at++
  }
  return { cells, next: skipLineEnd(bytes, at) }
}

/** The offset after a line end at `at`. */
export function skipLineEnd(bytes: Uint8Array, at: number): number {
  const afterReturn = bytes[at] === RETURN ? at + 1 : at
  return bytes[afterReturn] === NEWLINE ? afterReturn + 1 : afterReturn
}

/** The text of the cell at `at`, without its quotes and surrounding blanks, and the offset of its end. */
export function readCell(bytes: Uint8Array, at: number, delimiter: number) {
  let end = at
  let isQuoted = false
  for (; end < bytes.length; end++) {
    const byte = bytes[end]
    if (byte === QUOTE) isQuoted = !isQuoted
    else if (!isQuoted && (byte === delimiter || byte === NEWLINE || byte === RETURN)) break
  }
  const text = new TextDecoder().decode(bytes.subarray(at, end)).trim()
  const inner = text.startsWith('"') && text.endsWith('"') && text.length > 1
  return { text: inner ? text.slice(1, -1).replaceAll('""', '"') : text, end }
}
