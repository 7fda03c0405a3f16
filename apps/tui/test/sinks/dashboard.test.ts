import { afterEach, describe, expect, it, vi } from 'vitest'
import { DashboardSink } from '../../src/sinks/dashboard'
import type { Sink } from '../../src/sinks/sink'
import { charsets } from '../../src/text/charset'
import type { Control, RunEvent } from '../../src/training/protocol'
import { ended, epochEvent, started, steps, wholeRun } from '../support/events'
import { FakeTerminal } from '../support/tty'

/** How long a frame may take on a busy machine, in milliseconds. */
const patience = 300_000

const sinks: Sink[] = []
afterEach(async () => {
  for (const sink of sinks.splice(0)) await sink.close()
})

function open(columns = 80, rows = 24) {
  const terminal = new FakeTerminal(columns, rows)
  const sent: Control[] = []
  const sink = new DashboardSink({
    theme: { charset: charsets.braille, depth: 24 },
    stdout: terminal.stdout,
    stdin: terminal.stdin,
    places: [],
    send: (control) => sent.push(control),
    suspend: async () => {},
  })
  sinks.push(sink)
  const take = (...events: RunEvent[]): void => {
    for (const event of events) sink.take(event)
  }
  const shows = (text: string) =>
    vi.waitFor(async () => expect((await terminal.screen()).join('\n')).toContain(text), {
      timeout: patience,
    })
  const sends = (control: Control) =>
    vi.waitFor(() => expect(sent).toContainEqual(control), { timeout: patience })
  return { terminal, sink, sent, take, shows, sends }
}

const saved: RunEvent = { type: 'saved', file: 'runs/a/checkpoint.safetensors', step: 300 }

describe('DashboardSink', () => {
  it('shows at once what the run waits for', async () => {
    const { take, shows } = open()
    await shows('starting')
    take({ type: 'waiting', reason: 'loading MNIST' })
    await shows('loading MNIST')
  })

  it('shows the run from its first steps to its result', async () => {
    const { take, shows } = open()
    take(started, steps(1, 40))
    await shows('training epoch 1/3')
    await shows(' 40%')
    take(steps(41, 100), epochEvent(1))
    await shows('91.00%')
    take(...wholeRun.slice(5))
    await shows('completed')
  })

  it('sends what the keys ask for', async () => {
    const { terminal, take, shows, sends } = open()
    take(started, steps(1, 10))
    terminal.type('2')
    await shows('space pause')
    terminal.type(' ')
    await sends({ type: 'togglePause' })
    take({ type: 'paused', paused: true })
    await shows('paused at step 10')
    await shows('space resume')
    terminal.type('s')
    await sends({ type: 'step' })
    terminal.type('+')
    await sends({ type: 'changeLearningRate', direction: 'up' })
    terminal.type('-')
    await sends({ type: 'changeLearningRate', direction: 'down' })
  })

  it('stops the run on q, and leaves when it has ended', async () => {
    const { terminal, sink, take, shows, sends } = open()
    take(started, steps(1, 10))
    await shows('training')
    terminal.type('q')
    await shows('Leave this run?')
    terminal.type('q')
    await sends({ type: 'stop' })
    await shows('stopping')
    take({ ...ended, reason: 'stopped' })
    expect(await sink.left).toBe('done')
  })

  it('saves the run before it is left, where that is asked for', async () => {
    const { terminal, sink, sent, take, shows, sends } = open()
    take(started, steps(1, 10))
    await shows('training')
    terminal.type('qs')
    await vi.waitFor(() => expect(sent.at(-1)?.type).toBe('save'), { timeout: patience })
    take({ type: 'unsaved', message: 'the disk is full', step: null })
    await shows('the disk is full')
    expect(sent).not.toContainEqual({ type: 'stop' })
    terminal.type('qs')
    await vi.waitFor(() => expect(sent.filter(({ type }) => type === 'save')).toHaveLength(2), {
      timeout: patience,
    })
    take({ type: 'saved', file: 'runs/a/checkpoint.safetensors', step: 10 })
    await sends({ type: 'stop' })
    take({ ...ended, reason: 'stopped' })
    expect(await sink.left).toBe('done')
    await sink.close()
    expect((await terminal.screen()).join('\n')).toContain(
      'saved in runs/a at step 10; resume with --save runs/a --resume',
    )
  })

  it('has the mouse reported until it is closed', async () => {
    const { terminal, sink, take, shows } = open()
    take(started, steps(1, 10))
    await shows('training')
    expect(terminal.written).toContain('\u001b[?1002h')
    terminal.type('5')
    await shows('draw here')
    terminal.type('\u001b[<0;8;8M')
    await shows('your digit')
    await sink.close()
    expect(terminal.written.lastIndexOf('\u001b[?1002l')).toBeGreaterThan(
      terminal.written.lastIndexOf('\u001b[?1002h'),
    )
  })

  it('is left when its terminal is gone', async () => {
    const first = open()
    first.take(started)
    await first.shows('training')
    first.terminal.stdout.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }))
    expect(await first.sink.left).toBe('closed')
    const second = open()
    second.take(started)
    await second.shows('training')
    second.terminal.stdin.emit('end')
    expect(await second.sink.left).toBe('closed')
  })

  it('draws itself anew when the program goes on after a stop', async () => {
    const { terminal, take, shows } = open()
    take(started)
    await shows('training')
    terminal.stdout.write('\u001b[2J')
    process.emit('SIGCONT', 'SIGCONT')
    await shows('training')
  })

  it('is left at once on Ctrl-C, and on q when the run is over', async () => {
    const first = open()
    first.take(started)
    await first.shows('training')
    first.terminal.type('\u0003')
    expect(await first.sink.left).toBe('interrupted')
    const second = open()
    second.take(...wholeRun, saved)
    await second.shows('completed')
    second.terminal.type('q')
    expect(await second.sink.left).toBe('done')
  })

  it('stays when the run diverged, and offers to return', async () => {
    const { terminal, sent, take, shows, sends } = open()
    take(started, steps(1, 10), {
      ...{ type: 'diverged', message: 'the loss became NaN: in step 11 the weights became NaN' },
      ...{ step: 0, learningRate: 0.001 },
    })
    await shows('Training diverged')
    await shows('learning rate 0.001')
    terminal.type(' ')
    terminal.type('r')
    await sends({ type: 'rewind' })
    expect(sent).not.toContainEqual({ type: 'togglePause' })
    take({ type: 'resumed', epochs: [], step: 0, stepInEpoch: 0 })
    await shows('training epoch 1/3')
  })

  it('asks before a trained network is discarded', async () => {
    const { terminal, sink, sent, take, shows } = open()
    take(...wholeRun)
    await shows('completed')
    terminal.type('q')
    await shows('Leave without saving?')
    terminal.type('s')
    await vi.waitFor(() => expect(sent.at(-1)?.type).toBe('save'), { timeout: patience })
    take(saved)
    expect(await sink.left).toBe('done')
  })

  it('gives the terminal back with a summary on its own screen', async () => {
    const { terminal, sink, take, shows } = open()
    take(...wholeRun)
    await shows('completed')
    expect(await terminal.isCovered()).toBe(true)
    await sink.close()
    const screen = await terminal.screen()
    expect(await terminal.isCovered()).toBe(false)
    expect(screen.join('\n').trim()).toBe(
      [
        'handwritten: seed recipe, seed 7, completed: 3 of 3 epochs, 300 steps in 0:33',
        '  epoch 3: train loss 0.1667, accuracy 90.00%; test loss 0.1333, accuracy 93.00%',
      ].join('\n'),
    )
    expect(terminal.written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(
      terminal.written.lastIndexOf('\u001b[?25l'),
    )
  })

  it('leaves the terminal alone when it is closed, whatever still comes', async () => {
    const { terminal, sink, take, shows } = open()
    take(started)
    await shows('training')
    await sink.close()
    const before = terminal.written
    take(steps(1, 10), epochEvent(1))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(terminal.written).toBe(before)
  })

  it('takes what is printed meanwhile into its log', async () => {
    const { take, shows, terminal } = open(120, 40)
    take(started, steps(1, 10))
    await shows('training')
    console.log('a stray word')
    await shows('a stray word')
    expect((await terminal.screen())[0]).toContain('handwritten')
  })

  it('fails when a part of the screen throws, with the terminal given back', async () => {
    const { terminal, sink, take } = open()
    const { layers: _, ...broken } = started
    take(broken as typeof started)
    await expect(sink.left).rejects.toThrow('join')
    await sink.close()
    expect(await terminal.isCovered()).toBe(false)
  })

  it.each([
    [80, 24],
    [120, 40],
    [200, 60],
    [40, 12],
    [39, 12],
    [10, 3],
  ])('keeps its place when it is resized from 100x30 to %dx%d', async (columns, rows) => {
    const { terminal, take, shows } = open(100, 30)
    take(...wholeRun)
    await shows('completed')
    terminal.resize(columns, rows)
    const isShown = columns >= 40
    if (isShown) await shows('? help')
    await vi.waitFor(async () => {
      const screen = await terminal.screen()
      const first = screen.findIndex((line) => line.trim() !== '')
      expect(first).toBe(0)
      expect(screen[0]!.includes('1 Train')).toBe(isShown)
      expect(screen.at(-1)).toBe('')
      expect(screen.filter((line) => line.includes('1 Train'))).toHaveLength(isShown ? 1 : 0)
    }, patience)
  })
})
