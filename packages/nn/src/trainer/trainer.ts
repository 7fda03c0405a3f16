import { fromTypedArray } from '@handwritten/tensor'
import { requireCount, TrainerError } from '../errors'
import { CrossEntropyLoss } from '../losses/cross-entropy'
import type { Module } from '../module'
import type { Optimizer } from '../optimizers/optimizer'
import type { Schedule } from '../schedules/schedule'
import { RunControl } from './control'
import type { Criterion } from './criterion'
import { type BatchFunction, type Evaluation, evaluate, evaluationStep } from './evaluate'
import { Breather } from './event-loop'
import type { EndEvent, EpochEvent, StartEvent, StepEvent, TrainEvent } from './events'
import type { Loader } from './loader'
import { EpochTotals } from './totals'
import { trainingStep } from './training-step'

/** What a {@link Trainer} works with. */
export interface TrainerOptions {
  model: Module
  /** Made from the model's parameters. */
  optimizer: Optimizer
  /** Default: the optimizer's own rate, constant. */
  schedule?: Schedule
  train: Loader
  /** Classified after every epoch; batches of a thousand or more are the fastest. */
  test: Loader
  epochs: number
  /** Default: cross entropy. */
  criterion?: Criterion
  /** Wraps the step of training and that of evaluation, once each; made for `capture`. */
  compile?: (step: BatchFunction) => BatchFunction
}

/**
 * Trains a classifier and tells how it goes: `for await (const event of trainer.fit()) ...`.
 * The other methods may be called at any time, also from a message handler, since the event loop
 * turns every 10 ms. They take effect before the next step.
 */
export class Trainer {
  readonly #options: TrainerOptions
  readonly #control = new RunControl()
  readonly #breather = new Breather()
  readonly #trainOn: BatchFunction
  readonly #measure: BatchFunction
  #schedule: Schedule
  #state: 'new' | 'running' | 'over' = 'new'
  #epochs = 0
  #steps = 0
  #seconds = 0
  #evaluation: (Evaluation & { readonly atStep: number }) | undefined

  constructor(options: TrainerOptions) {
    requireCount('Trainer: epochs', options.epochs)
    const { model, train, test, optimizer, schedule, compile = (step) => step } = options
    const criterion = options.criterion ?? new CrossEntropyLoss()
    this.#options = options
    this.#schedule = schedule ?? (() => optimizer.lr)
    this.#trainOn = compile(trainingStep(model, train, criterion, optimizer))
    this.#measure = compile(evaluationStep(model, test, criterion))
  }

  /** Whether the run waits for `resume`, `step` or `stop`. */
  get paused(): boolean {
    return this.#control.paused
  }

  pause(): void {
    this.#control.pause()
  }

  resume(): void {
    this.#control.resume()
  }

  /** Takes a single step and waits again. */
  step(): void {
    this.#control.step()
  }

  /** Ends the run after the step, or after the epoch, that it is in; a paused run goes on to there. */
  stop(after: 'step' | 'epoch' = 'step'): void {
    this.#control.stop(after)
  }

  /** The rate of the next step; a schedule goes on from there, every later rate in proportion. */
  setLearningRate(rate: number): void {
    const schedule = this.#schedule
    const planned = schedule(this.#steps)
    const follows = this.#options.schedule !== undefined && planned > 0
    this.#schedule = follows ? (step) => schedule(step) * (rate / planned) : () => rate
  }

  /**
   * The run: a start event, a step event a batch, an epoch event an epoch, an end event. Nothing is
   * computed while no event is being asked for. A trainer runs once.
   * @throws TrainerError when it has been asked for before
   */
  async *fit(): AsyncGenerator<TrainEvent, void, undefined> {
    if (this.#state !== 'new') throw new TrainerError(`fit: this trainer is ${this.#state} already`)
    this.#state = 'running'
    this.#options.model.train()
    try {
      yield this.#startEvent()
      while (this.#epochs < this.#options.epochs && !this.#control.stopAfter) yield* this.#epoch()
      yield await this.#endEvent()
    } finally {
      this.#state = 'over'
    }
  }

  /** Ends early, without an epoch event, when the run is stopped after a step. */
  async *#epoch(): AsyncGenerator<StepEvent | EpochEvent, void, undefined> {
    const totals = new EpochTotals()
    const batches = this.#options.train.rows()[Symbol.iterator]()
    while (true) {
      await this.#control.enter()
      if (this.#control.stopAfter === 'step') return
      const event = this.#takeStep(batches, totals)
      if (!event) break
      yield event
      await this.#breather.breathe()
    }
    this.#epochs += 1
    yield await this.#epochEvent(totals)
  }

  #takeStep(batches: Iterator<Int32Array>, totals: EpochTotals): StepEvent | undefined {
    const start = performance.now()
    const next = batches.next()
    if (next.done) return undefined
    const rows = next.value
    const learningRate = this.#schedule(this.#steps)
    this.#options.optimizer.lr = learningRate
    const { loss, correct } = this.#trainOn(fromTypedArray(rows))
    const measured = { loss: loss.item(), correct: correct.item(), samples: rows.length }
    const seconds = (performance.now() - start) / 1000
    this.#steps += 1
    this.#seconds += seconds
    totals.add(measured, seconds)
    const place = { epoch: this.#epochs + 1, step: this.#steps, stepInEpoch: totals.steps }
    return { type: 'step', ...place, ...measured, learningRate }
  }

  #startEvent(): StartEvent {
    const { epochs, train, test, model } = this.#options
    const parameters = model.parameters().reduce((sum, { size }) => sum + size, 0)
    const sizes = { stepsPerEpoch: train.length, samplesPerEpoch: train.size }
    return { type: 'start', epochs, ...sizes, testSamples: test.size, parameters }
  }

  async #epochEvent(totals: EpochTotals): Promise<EpochEvent> {
    const test = await this.#evaluateNow()
    return {
      type: 'epoch',
      epoch: this.#epochs,
      ...totals.figures(),
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      learningRate: this.#options.optimizer.lr,
    }
  }

  async #endEvent(): Promise<EndEvent> {
    const completed = this.#epochs === this.#options.epochs
    const test = await this.#evaluateNow()
    return {
      type: 'end',
      reason: completed ? 'completed' : 'stopped',
      epochs: this.#epochs,
      steps: this.#steps,
      seconds: this.#seconds,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
    }
  }

  /** The evaluation of the present weights, done once for each. */
  async #evaluateNow(): Promise<Evaluation> {
    if (this.#evaluation?.atStep === this.#steps) return this.#evaluation
    const { model, test } = this.#options
    const evaluation = await evaluate(model, test, this.#measure, this.#breather)
    this.#evaluation = { ...evaluation, atStep: this.#steps }
    return this.#evaluation
  }
}
