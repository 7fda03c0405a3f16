import { DatasetError } from '../errors'
import { type CsvStart, readCell, readCsvStart, skipLineEnd } from './csv-rows'
import { type LabelledImages, sizeOf } from './labelled-images'
import type { OwnDataOptions } from './own-data-options'

/** Names of the column with the labels. Without one of them, it is the first column. */
const LABEL_NAMES = /^(label|class|target|y|digit|letter)$/i

/**
 * Images from the rows of a CSV file, as Kaggle's digit recognizer has them: a label and one value for
 * each pixel, with or without a header, with any line ends, quoted or not, separated by commas,
 * semicolons or tabs. Values are from 0 to 255, or fractions from 0 to 1.
 * @param label how errors call the file
 * @throws DatasetError that names the line and the column
 */
export function parseCsv(
  bytes: Uint8Array,
  label: string,
  { size }: Pick<OwnDataOptions, 'size'> = {},
): LabelledImages {
  const start = readCsvStart(bytes, label)
  const labelColumn = labelColumnOf(start)
  const [height, width] = imageSize(start.columns - 1, label, size)
  const scale = scaleOf(start, labelColumn)
  const rows = readRows(bytes, start, { label, labelColumn, scale })
  if (rows.labels.length === 0)
    throw new DatasetError(`${label}: expected rows of data, found none`)
  const { lines } = rows
  return { ...rows, height, width, nameOf: (image) => `${label} line ${lines[image]}` }
}

/** Whether a file has no column of labels that another file has, such as the test file of a competition. */
export function hasNoLabels(test: Uint8Array, train: Uint8Array): boolean {
  const [own, other] = [readCsvStart(test, 'test'), readCsvStart(train, 'train')]
  return own.columns === other.columns - 1
}

function labelColumnOf({ header, first }: CsvStart): number {
  const named = header?.findIndex((name) => LABEL_NAMES.test(name)) ?? -1
  if (named !== -1) return named
  const word = first.findIndex((cell) => Number.isNaN(Number(cell)))
  return word === -1 ? 0 : word
}

function imageSize(
  pixels: number,
  label: string,
  size: OwnDataOptions['size'],
): readonly [number, number] {
  const side = Math.round(Math.sqrt(pixels))
  if (side * side === pixels) return [side, side]
  const given = size === undefined ? null : sizeOf(size)
  if (given !== null && given[0] * given[1] === pixels) return given
  throw new DatasetError(
    `${label}: expected a label and a square number of pixel values in each row, found ${pixels} pixel values; ` +
      'check the file, or give height and width of the images as `size`',
  )
}

/** 255 for fractions from 0 to 1, which the first row tells, otherwise 1. */
function scaleOf({ first }: CsvStart, labelColumn: number): number {
  const values = first.filter((_, column) => column !== labelColumn)
  const hasFraction = values.some((text) => /[.e]/i.test(text))
  return hasFraction && values.every((text) => Number(text) <= 1) ? 255 : 1
}

interface RowOptions {
  readonly label: string
  readonly labelColumn: number
  readonly scale: number
}

function readRows(bytes: Uint8Array, start: CsvStart, { label, labelColumn, scale }: RowOptions) {
  const { delimiter, columns, header } = start
  const labels: string[] = []
  const lines: number[] = []
  let pixels = new Uint8Array((columns - 1) * 1024)
  let [at, line, filled] = [start.offset, start.line, 0]
  while (at < bytes.length) {
    const next = skipLineEnd(bytes, at)
    if (next !== at) {
      // A blank line.
      at = next
      line++
      continue
    }
    if (filled + columns > pixels.length) pixels = grown(pixels)
    let column = 0
    for (; ; column++) {
      if (column === labelColumn) {
        const cell = readCell(bytes, at, delimiter)
        if (cell.text === '') throw new DatasetError(`${label} line ${line}: the label is empty`)
        labels.push(cell.text)
        at = cell.end
      } else {
        // Most cells are plain integers, which are read without making a string.
        let [value, end] = [0, at]
        while (bytes[end] >= 0x30 && bytes[end] <= 0x39) value = 10 * value + bytes[end++] - 0x30
        const isPlain = end > at && isEnd(bytes[end], delimiter)
        if (!isPlain) {
          const cell = readCell(bytes, at, delimiter)
          value = cell.text === '' ? Number.NaN : Number(cell.text)
          end = cell.end
        }
        if (column < columns && !(value * scale >= 0 && value * scale <= 255)) {
          const name = header?.[column] ?? `${column + 1}`
          const found = readCell(bytes, at, delimiter).text
          throw new DatasetError(
            `${label} line ${line}, column ${name}: expected a number from 0 to ${255 / scale}, found '${found}'`,
          )
        }
        if (column < columns) pixels[filled++] = value * scale + 0.5
        at = end
      }
      if (bytes[at] !== delimiter || at >= bytes.length) break
      at++
    }
    if (column + 1 !== columns) {
      throw new DatasetError(
        `${label} line ${line}: expected ${columns} values, found ${column + 1}`,
      )
    }
    lines.push(line)
    at = skipLineEnd(bytes, at)
    line++
  }
  return { labels, lines, pixels: pixels.subarray(0, filled) }
}

function isEnd(byte: number | undefined, delimiter: number): boolean {
  return byte === delimiter || byte === 0x0a || byte === 0x0d || byte === undefined
}

function grown(pixels: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * pixels.length)
  larger.set(pixels)
  return larger
}
