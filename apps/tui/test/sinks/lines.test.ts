import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { streamOutput } from '../../src/process/streams'
import { jsonSink } from '../../src/sinks/json'
import { plainSink } from '../../src/sinks/plain'
import type { Output, Sink } from '../../src/sinks/sink'
import { epochEvent, started, steps, wholeRun } from '../support/events'

async function show(open: (output: Output) => Sink): Promise<{ out: string[]; log: string[] }> {
  const out: string[] = []
  const log: string[] = []
  const closed = new Promise<void>(() => {})
  const sink = open({ out: (text) => out.push(text), log: (text) => log.push(text), closed })
  for (const event of wholeRun) sink.take(event)
  expect(await sink.left).toBe('done')
  return { out, log }
}

describe('jsonSink', () => {
  it('prints one object a line: start, epochs, end', async () => {
    const { out, log } = await show(jsonSink)
    expect(
      out.every((line) => line.endsWith('}\n') && line.indexOf('\n') === line.length - 1),
    ).toBe(true)
    const records = out.map((line) => JSON.parse(line))
    expect(records.map(({ type }) => type)).toEqual(['start', 'epoch', 'epoch', 'epoch', 'end'])
    expect(records[0]).toEqual(started)
    expect(records[1]).toEqual({
      type: 'epoch',
      epoch: 1,
      trainLoss: 0.5,
      trainAccuracy: 0.9,
      testLoss: 0.4,
      testAccuracy: 0.91,
      learningRate: 0.01,
      seconds: 10,
      samplesPerSecond: 6000,
    })
    expect(records[4]).toEqual({
      type: 'end',
      reason: 'completed',
      epochs: 3,
      steps: 300,
      seconds: 30,
      testLoss: 0.13,
      testAccuracy: 0.93,
    })
    expect(log).toEqual(['loading MNIST\n'])
  })

  it('has null for a figure that is not finite', () => {
    const out: string[] = []
    const sink = jsonSink({
      out: (text) => out.push(text),
      log: () => {},
      closed: new Promise(() => {}),
    })
    sink.take({ ...epochEvent(1), trainLoss: Number.NaN })
    expect(JSON.parse(out[0]!).trainLoss).toBeNull()
  })
})

describe('plainSink', () => {
  it('prints a line for the start, each epoch and the end', async () => {
    const { out, log } = await show(plainSink)
    expect(out.join('')).toBe(
      [
        'recipe seed  network 784-256-64-10  218,058 parameters  SGD 0.01  batch 600  seed 7  mnist 60,000 + 10,000  reference, 1 thread',
        'epoch 1/3  train loss 0.5000 accuracy 90.00%  test loss 0.4000 accuracy 91.00%  rate 0.01  10.0 s  6,000 samples/s',
        'epoch 2/3  train loss 0.2500 accuracy 90.00%  test loss 0.2000 accuracy 92.00%  rate 0.01  10.0 s  6,000 samples/s',
        'epoch 3/3  train loss 0.1667 accuracy 90.00%  test loss 0.1333 accuracy 93.00%  rate 0.01  10.0 s  6,000 samples/s',
        'completed after 3 epochs, 300 steps, 0:33  test loss 0.1300 accuracy 93.00%',
        '',
      ].join('\n'),
    )
    expect(log).toEqual(['loading MNIST\n'])
  })
})

describe('streamOutput', () => {
  const failing = (code: string): PassThrough => {
    const stream = new PassThrough()
    process.nextTick(() => stream.emit('error', Object.assign(new Error(code), { code })))
    return stream
  }

  it('is closed when its reader goes away, and drops what is written then', async () => {
    const stdout = failing('EPIPE')
    const output = streamOutput(stdout, new PassThrough())
    const sink = plainSink(output)
    expect(await sink.left).toBe('closed')
    sink.take(steps(1, 2))
    sink.take(started)
    expect(stdout.read()).toBeNull()
  })

  it('fails on any other error', async () => {
    const output = streamOutput(failing('ENOSPC'), new PassThrough())
    await expect(output.closed).rejects.toThrow('stdout cannot be written: the disk is full')
  })
})
