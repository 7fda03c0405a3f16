import xterm from '@xterm/headless'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Painter } from '../../src/screens/painter'
import { paint } from '../../src/text/paint'
import { type Line, span } from '../../src/text/span'

const size = { columns: 12, rows: 4 }

/** A painter whose terminal shows what it wrote, and every write. */
function open() {
  const terminal = new xterm.Terminal({ cols: 12, rows: 4, allowProposedApi: true })
  const writes: string[] = []
  const stdout = {
    write(text: string): boolean {
      writes.push(text)
      terminal.write(text)
      return true
    },
  }
  return { painter: new Painter(stdout as never, 24), terminal, writes }
}

/** The characters of a terminal's cells with their styles. */
async function cells(terminal: InstanceType<typeof xterm.Terminal>): Promise<string[]> {
  await new Promise<void>((resolve) => terminal.write('', resolve))
  return Array.from({ length: 4 }, (_, row) =>
    Array.from({ length: 12 }, (_, column) => {
      const cell = terminal.buffer.active.getLine(row)!.getCell(column)!
      const style = [
        cell.isBold(),
        cell.isDim(),
        cell.isInverse(),
        cell.getFgColor(),
        cell.getBgColor(),
      ]
      return `${cell.getChars() || ' '}${style.join(',')}`
    }).join(' '),
  )
}

const style = fc.constantFrom(
  undefined,
  { bold: true },
  { dim: true },
  { color: 'train' as const },
  { inverse: true, color: 'test' as const },
  { background: { ramp: 'heat' as const, value: 0.5 } },
)
const line: fc.Arbitrary<Line> = fc.array(
  fc
    .record({ text: fc.stringMatching(/^[ab .\u2588]{0,5}$/), style })
    .map((s) => span(s.text, s.style)),
  { maxLength: 4 },
)
const frame = fc.array(line, { maxLength: 4 })

describe('Painter', () => {
  it('shows after any frames what the last one alone would show', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 4 }), async (frames) => {
        const [many, one] = [open(), open()]
        for (const lines of frames) many.painter.draw(lines, size)
        one.painter.draw(frames.at(-1)!, size)
        expect(await cells(many.terminal)).toEqual(await cells(one.terminal))
      }),
      { numRuns: 60 },
    )
  })

  it('shows the characters and styles of the lines', async () => {
    const lines: Line[] = [[span('ab', { bold: true }), span('c')], [span('d', { color: 'test' })]]
    const { painter, terminal } = open()
    painter.draw(lines, size)
    const written = new xterm.Terminal({ cols: 12, rows: 4, allowProposedApi: true })
    written.write(lines.map((line) => paint(line, 24)).join('\r\n'))
    expect(await cells(terminal)).toEqual(await cells(written))
  })

  it('writes nothing for the same frame, and only what has changed for another', () => {
    const { painter, writes } = open()
    painter.draw([[span('loss 0.1234')], [span('same')]], size)
    painter.draw([[span('loss 0.1234')], [span('same')]], size)
    expect(writes).toHaveLength(1)
    painter.draw([[span('loss 0.1334')], [span('same')]], size)
    expect(writes[1]).toContain('\u001b[1;9H3\u001b')
    expect(writes[1]).not.toContain('same')
  })

  it('writes all of a frame where the window is another, or the screen is not its own any more', () => {
    const { painter, writes } = open()
    const lines: Line[] = [[span('words')]]
    painter.draw(lines, size)
    painter.draw(lines, { columns: 11, rows: 4 })
    painter.forget()
    painter.draw(lines, { columns: 11, rows: 4 })
    expect(
      writes.filter((text) => text.includes('\u001b[2J') && text.includes('words')),
    ).toHaveLength(3)
  })

  it('cuts lines to the window, and lets nothing through that commands the terminal', () => {
    const { painter, writes } = open()
    painter.draw([[span('a\u001b[31mb\u0007c and so on')], [], [], [], [span('below')]], size)
    expect(writes[0]).toContain('a?[31mb?c an\u001b')
    expect(writes[0]).not.toContain('below')
  })
})
