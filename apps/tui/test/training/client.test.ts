import { describe, expect, it } from 'vitest'
import { startTraining } from '../../src/training/client'
import { describeError, RunFailure } from '../../src/training/failure'
import type { RunEvent } from '../../src/training/protocol'

const input = { recipe: 'seed', dataset: 'mnist', seed: 1 } as const

/** A training program of one line. */
const worker = (source: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads';${source}`)}`,
  )

async function run(source: string): Promise<{ events: RunEvent[]; failure: RunFailure }> {
  const events: RunEvent[] = []
  const training = startTraining(worker(source), input, (event) => events.push(event))
  const failure = await training.failure.catch((error: RunFailure) => error)
  await training.end()
  return { events, failure }
}

describe('startTraining', () => {
  it('hands the input over, and commands and events back and forth', async () => {
    const source =
      "parentPort.on('message', ({ type }) => parentPort.postMessage({ type: 'log', text: workerData.recipe + ' ' + type }))"
    const { promise, resolve } = Promise.withResolvers<RunEvent>()
    const training = startTraining(worker(source), input, resolve)
    training.send({ type: 'togglePause' })
    expect(await promise).toEqual({ type: 'log', text: 'seed togglePause' })
    await training.end()
  })

  it('fails with the message of the run', async () => {
    const { events, failure } = await run(
      "parentPort.postMessage({ type: 'failed', code: 'integrity', message: 'bad file' })",
    )
    expect(events).toHaveLength(1)
    expect([failure.code, failure.message]).toEqual(['integrity', 'bad file'])
  })

  it('fails when the thread throws', async () => {
    const { failure } = await run("setTimeout(() => { throw new TypeError('two\\nlines') })")
    expect(failure).toBeInstanceOf(RunFailure)
    expect(failure.message).toBe('the training thread died: TypeError: two lines')
  })

  it('fails when the thread ends before the run', async () => {
    const { failure } = await run('process.exit(3)')
    expect(failure.message).toBe('the training thread ended before the run did (exit code 3)')
  })

  it('takes what the thread prints as messages', async () => {
    const { events } = await run(
      "console.log('one\\ntwo'); console.error('three'); setTimeout(() => process.exit(0), 100)",
    )
    const texts = events.map((event) => (event.type === 'log' ? event.text : event.type))
    expect(texts.sort()).toEqual(['one', 'three', 'two'])
  })
})

describe('describeError', () => {
  it('keeps the code of a known error, and names an unknown one', () => {
    expect(describeError(Object.assign(new Error('no file'), { code: 'missing' }))).toEqual({
      code: 'missing',
      message: 'no file',
    })
    expect(describeError(new RangeError('out'))).toEqual({
      code: 'unexpected',
      message: 'RangeError: out',
    })
    expect(describeError('text').message).toBe('Error: text')
  })
})
