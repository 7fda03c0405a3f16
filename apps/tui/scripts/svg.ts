import xterm from '@xterm/headless'
import { boxesOf } from './glyphs'

const cell = { width: 8.4, height: 18 }
const padding = 18
const bar = 30
const fontSize = 14
const colors = { window: '#15171c', text: '#d6d9e0', frame: '#2a2e37' }

/** What a terminal of `columns` x `rows` shows after `output`, as an SVG picture of its window. */
export async function terminalSvg(
  output: string,
  { columns, rows, title }: { columns: number; rows: number; title: string },
): Promise<string> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  await new Promise<void>((resolve) => terminal.write(output.replaceAll('\n', '\r\n'), resolve))
  const layers = new Layers()
  for (let row = 0; row < rows; row++) drawRow(terminal, row, layers)
  const width = round(columns * cell.width + 2 * padding)
  const height = round(rows * cell.height + 2 * padding + bar)
  const lights = [0, 1, 2].map(
    (index) =>
      `<circle cx="${padding + 6 + 18 * index}" cy="${bar / 2 + 4}" r="5" fill="${colors.frame}"/>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${fontSize}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="${colors.window}"/>`,
    ...lights,
    `<text x="${width / 2}" y="${bar / 2 + 8}" text-anchor="middle" fill="${colors.text}" opacity="0.5">${escapeXml(title)}</text>`,
    `<g transform="translate(${padding} ${padding + bar})">`,
    ...layers.toSvg(),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

type BufferCell = NonNullable<ReturnType<ReturnType<typeof lineOf>['getCell']>>

function lineOf(terminal: xterm.Terminal, row: number) {
  const line = terminal.buffer.active.getLine(row)
  if (!line) throw new Error(`the terminal has no row ${row}`)
  return line
}

/** Collects what is drawn: boxes by colour, and runs of characters. */
class Layers {
  readonly #boxes = new Map<string, Box[]>()
  readonly #texts: string[] = []

  // A box that continues the one before it to the right makes that longer.
  box(fill: string, x: number, y: number, width: number, height: number): void {
    const boxes = this.#boxes.get(fill) ?? []
    this.#boxes.set(fill, boxes)
    const last = boxes.at(-1)
    const continues =
      last !== undefined &&
      round(last.y) === round(y) &&
      round(last.height) === round(height) &&
      round(last.x + last.width) === round(x)
    if (continues) last.width += width
    else boxes.push({ x, y, width, height })
  }

  text(text: string, attributes: string): void {
    this.#texts.push(`<text ${attributes} xml:space="preserve">${escapeXml(text)}</text>`)
  }

  toSvg(): string[] {
    const paths = [...this.#boxes].map(
      ([fill, boxes]) => `<path ${fill} d="${boxes.map(pathOf).join('')}"/>`,
    )
    return [...paths, ...this.#texts]
  }
}

interface Box {
  readonly x: number
  readonly y: number
  width: number
  readonly height: number
}

function pathOf({ x, y, width, height }: Box): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h-${round(width)}z`
}

function drawRow(terminal: xterm.Terminal, row: number, layers: Layers): void {
  const line = lineOf(terminal, row)
  let run = { text: '', style: '', from: 0 }
  const flush = (): void => {
    const length = run.text.trimEnd().length
    if (length > 0) {
      const place = `x="${round(run.from * cell.width)}" y="${round((row + 0.74) * cell.height)}"`
      const fitted = `textLength="${round(length * cell.width)}"`
      layers.text(run.text.trimEnd(), `${place} ${fitted} ${run.style}`)
    }
  }
  for (let column = 0; column < terminal.cols; column++) {
    const content = line.getCell(column)
    if (!content) continue
    const { text, back, isBold } = styleOf(content)
    const [x, y] = [column * cell.width, row * cell.height]
    if (back)
      layers.box(`fill="${back}" shape-rendering="crispEdges"`, x, y, cell.width, cell.height)
    const characters = content.getChars() || ' '
    const boxes = boxesOf(characters)
    for (const [left, top, width, height] of boxes ?? [])
      layers.box(
        text,
        x + left * cell.width,
        y + top * cell.height,
        width * cell.width,
        height * cell.height,
      )
    const shown = boxes === null ? characters : ' '
    const style =
      shown === ' ' && run.text !== '' ? run.style : text + (isBold ? ' font-weight="bold"' : '')
    if (style !== run.style || run.text === '') {
      flush()
      run = { text: '', style, from: column }
    }
    run.text += shown
  }
  flush()
}

function styleOf(content: BufferCell): { text: string; back: string | null; isBold: boolean } {
  const fore = content.isFgRGB() ? hex(content.getFgColor()) : colors.text
  const back = content.isBgRGB() ? hex(content.getBgColor()) : null
  const isInverse = content.isInverse() !== 0
  const opacity = content.isDim() ? ' fill-opacity="0.55"' : ''
  return {
    text: `fill="${isInverse ? (back ?? colors.window) : fore}"${opacity}`,
    back: isInverse ? fore : back,
    isBold: content.isBold() !== 0,
  }
}

function hex(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`
}

function round(value: number): number {
  return Number(value.toFixed(2))
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
