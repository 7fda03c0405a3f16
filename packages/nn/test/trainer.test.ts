import { Generator, type Tensor, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import {
  type BatchFunction,
  CrossEntropyLoss,
  Linear,
  linearSchedule,
  OptionError,
  ReLU,
  type Schedule,
  Sequential,
  SGD,
  TensorLoader,
  type TrainEvent,
  Trainer,
  TrainerError,
  type TrainerOptions,
} from '../src/index'

/** Ten points on a line, those right of the middle in class 1. */
const points = tensor(Array.from({ length: 10 }, (_, i) => [i - 4.5, 1]))
const classes = tensor(Int32Array.from({ length: 10 }, (_, i) => Number(i > 4)))

function makeTrainer(options: Partial<TrainerOptions> = {}) {
  const generator = new Generator(7)
  const model = new Sequential(
    new Linear(2, 8, { generator }),
    new ReLU(),
    new Linear(8, 2, { generator }),
  )
  const optimizer = new SGD(model.parameters(), { lr: 0.05 })
  const train = new TensorLoader(points, classes, { batchSize: 4, shuffle: true, seed: 3 })
  const test = new TensorLoader(points, classes, { batchSize: 10 })
  const trainer = new Trainer({ model, optimizer, train, test, epochs: 2, ...options })
  return { trainer, model, optimizer }
}

async function collect(trainer: Trainer): Promise<TrainEvent[]> {
  const events: TrainEvent[] = []
  for await (const event of trainer.fit()) events.push(event)
  return events
}

function ofType<T extends TrainEvent['type']>(events: readonly TrainEvent[], type: T) {
  return events.filter((event): event is Extract<TrainEvent, { type: T }> => event.type === type)
}

/** Whether `promise` is still pending after the event loop has turned a few times. */
async function isWaiting(promise: Promise<unknown>): Promise<boolean> {
  let waiting = true
  promise.then(() => {
    waiting = false
  })
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  return waiting
}

describe('the events of a run', () => {
  it('come in order, with their places', async () => {
    const events = await collect(makeTrainer().trainer)
    const types = ['start', 'step', 'step', 'step', 'epoch', 'step', 'step', 'step', 'epoch', 'end']
    expect(events.map(({ type }) => type)).toEqual(types)
    expect(events[0]).toEqual({
      type: 'start',
      epochs: 2,
      stepsPerEpoch: 3,
      samplesPerEpoch: 10,
      testSamples: 10,
      parameters: 42,
      steps: 0,
    })
    const steps = ofType(events, 'step')
    const places = steps.map(({ epoch, step, stepInEpoch, samples }) => [
      epoch,
      step,
      stepInEpoch,
      samples,
    ])
    expect(places).toEqual([
      [1, 1, 1, 4],
      [1, 2, 2, 4],
      [1, 3, 3, 2],
      [2, 4, 1, 4],
      [2, 5, 2, 4],
      [2, 6, 3, 2],
    ])
  })

  it('add up: an epoch is the mean over its samples, the end repeats the last evaluation', async () => {
    const events = await collect(makeTrainer().trainer)
    const steps = ofType(events, 'step').slice(0, 3)
    const [first, second] = ofType(events, 'epoch')
    const [end] = ofType(events, 'end')
    const loss = steps.reduce((sum, step) => sum + step.loss * step.samples, 0) / 10
    const correct = steps.reduce((sum, step) => sum + step.correct, 0)
    expect(first.trainLoss).toBeCloseTo(loss, 12)
    expect(first.trainAccuracy).toBe(correct / 10)
    expect(second.testLoss).toBeLessThan(first.testLoss)
    expect(end).toMatchObject({ reason: 'completed', epochs: 2, steps: 6 })
    expect([end.testLoss, end.testAccuracy]).toEqual([second.testLoss, second.testAccuracy])
  })

  it('are the same for the same seeds', async () => {
    const numbers = async () =>
      ofType(await collect(makeTrainer().trainer), 'step').map(({ loss }) => loss)
    expect(await numbers()).toEqual(await numbers())
  })

  it('measure test data in evaluation mode and train in training mode', async () => {
    const modes: boolean[] = []
    class Spy extends CrossEntropyLoss {
      override measure(...args: Parameters<CrossEntropyLoss['measure']>) {
        modes.push(model.training)
        return super.measure(...args)
      }
    }
    const compile = (step: BatchFunction) => step
    const { trainer, model } = makeTrainer({ criterion: new Spy(), compile })
    await collect(trainer)
    expect(modes).toEqual([true, true, true, false, true, true, true, false])
    expect(model.training).toBe(true)
  })
})

describe('control from outside', () => {
  it('waits while paused, takes single steps, and resumes', async () => {
    const { trainer } = makeTrainer()
    const events = trainer.fit()
    trainer.pause()
    expect((await events.next()).value).toMatchObject({ type: 'start' })
    const first = events.next()
    expect(await isWaiting(first)).toBe(true)
    expect(trainer.paused).toBe(true)
    trainer.step()
    expect((await first).value).toMatchObject({ type: 'step', step: 1 })
    const second = events.next()
    expect(await isWaiting(second)).toBe(true)
    trainer.resume()
    expect((await second).value).toMatchObject({ type: 'step', step: 2 })
    expect((await events.next()).value).toMatchObject({ type: 'step', step: 3 })
  })

  it('finishes an epoch with its last step, and waits before the first of the next', async () => {
    const { trainer } = makeTrainer()
    const events = trainer.fit()
    trainer.pause()
    await events.next()
    for (const step of [1, 2, 3]) {
      trainer.step()
      expect((await events.next()).value).toMatchObject({ type: 'step', step })
    }
    expect((await events.next()).value).toMatchObject({ type: 'epoch', epoch: 1 })
    const next = events.next()
    expect(await isWaiting(next)).toBe(true)
    trainer.step()
    expect((await next).value).toMatchObject({ type: 'step', step: 4 })
  })

  it('a single step of a running run pauses it', async () => {
    const { trainer } = makeTrainer()
    const events = trainer.fit()
    await events.next()
    trainer.step()
    expect((await events.next()).value).toMatchObject({ type: 'step', step: 1 })
    expect(await isWaiting(events.next())).toBe(true)
  })

  it('stops after the step, with an evaluation of the weights it stops at', async () => {
    const { trainer } = makeTrainer()
    const events: TrainEvent[] = []
    for await (const event of trainer.fit()) {
      events.push(event)
      if (event.type === 'step' && event.step === 5) trainer.stop()
    }
    const [end] = ofType(events, 'end')
    const [epoch] = ofType(events, 'epoch')
    expect(end).toMatchObject({ reason: 'stopped', epochs: 1, steps: 5 })
    expect(end.testLoss).not.toBe(epoch.testLoss)
  })

  it('stops after the epoch', async () => {
    const { trainer } = makeTrainer({ epochs: 100 })
    trainer.stop('epoch')
    const none = await collect(trainer)
    expect(ofType(none, 'end')[0]).toMatchObject({ reason: 'stopped', epochs: 0, steps: 0 })

    const { trainer: other } = makeTrainer({ epochs: 100 })
    const events: TrainEvent[] = []
    for await (const event of other.fit()) {
      events.push(event)
      if (event.type === 'step' && event.step === 4) other.stop('epoch')
    }
    expect(ofType(events, 'end')[0]).toMatchObject({ reason: 'stopped', epochs: 2, steps: 6 })
  })

  it('a paused run can be stopped', async () => {
    const { trainer } = makeTrainer()
    const events = trainer.fit()
    await events.next()
    trainer.pause()
    const next = events.next()
    expect(await isWaiting(next)).toBe(true)
    trainer.stop()
    expect((await next).value).toMatchObject({ type: 'end', reason: 'stopped', steps: 0 })
  })

  it('serves messages while it computes', async () => {
    const { trainer } = makeTrainer({ epochs: 1000 })
    const { port1, port2 } = new MessageChannel()
    port1.once('message', () => {
      trainer.stop()
      port1.close()
    })
    port2.postMessage('stop')
    const events = await collect(trainer)
    expect(ofType(events, 'end')[0].reason).toBe('stopped')
  })

  it('fails when the loader gives fewer batches than it said', async () => {
    const loader = new TensorLoader(points, classes, { batchSize: 4 })
    const boastful = {
      ...loader,
      length: 4,
      rows: () => loader.rows(),
      batch: (r: Tensor) => loader.batch(r),
    }
    const { trainer } = makeTrainer({ train: boastful })
    await expect(collect(trainer)).rejects.toThrow('fit: the loader gave fewer batches')
  })

  it('runs once', async () => {
    const { trainer } = makeTrainer()
    await collect(trainer)
    await expect(trainer.fit().next()).rejects.toThrow(TrainerError)
  })
})

describe('the learning rate', () => {
  const rates = async (schedule: Schedule | undefined, change: number) => {
    const { trainer } = makeTrainer(schedule ? { schedule } : {})
    const seen: number[] = []
    for await (const event of trainer.fit()) {
      if (event.type !== 'step') continue
      seen.push(event.learningRate)
      if (event.step === 2) trainer.setLearningRate(change)
    }
    return seen
  }

  it('is that of the optimizer without a schedule, until it is set', async () => {
    expect(await rates(undefined, 0.3)).toEqual([0.05, 0.05, 0.3, 0.3, 0.3, 0.3])
  })

  it('is refused below 0, when it is set and not later', () => {
    expect(() => makeTrainer().trainer.setLearningRate(-1)).toThrow(OptionError)
  })

  it('keeps the shape of a schedule when it is set', async () => {
    const schedule = linearSchedule(0.8, { start: 1, end: 0, steps: 8 })
    const seen = await rates(schedule, 1.2)
    const expected = [0.8, 0.7, 1.2, 1, 0.8, 0.6]
    seen.forEach((rate, step) => {
      expect(rate).toBeCloseTo(expected[step], 12)
    })
  })
})

describe('compile', () => {
  it('is capture by default, which changes no bit of the run', async () => {
    const figures = async (options: Partial<TrainerOptions>) => {
      const { trainer, optimizer } = makeTrainer({ ...options, epochs: 4 })
      const events = await collect(trainer)
      const { steps } = ofType(events, 'end')[0]
      expect(optimizer.stateDict()['0.hyper'].data.at(-1)).toBe(steps)
      return [ofType(events, 'step'), ofType(events, 'epoch').map(({ testLoss }) => testLoss)]
    }
    const schedule = linearSchedule(0.1, { start: 1, end: 0, steps: 12 })
    const eager = await figures({ schedule, compile: (step) => step })
    expect(await figures({ schedule })).toEqual(eager)
  })

  it('wraps the training step and the evaluation, once each', async () => {
    const calls: number[] = []
    const compile = (step: BatchFunction): BatchFunction => {
      const place = calls.push(0) - 1
      return (rows) => {
        calls[place] += 1
        return step(rows)
      }
    }
    await collect(makeTrainer({ compile }).trainer)
    expect(calls).toEqual([6, 2])
  })
})
