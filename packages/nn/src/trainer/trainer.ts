import { capture, fromTypedArray } from '@handwritten/tensor'
import { requireCount, TrainerError } from '../errors'
import { CrossEntropyLoss } from '../losses/cross-entropy'
import type { Module } from '../module'
import type { Optimizer } from '../optimizers/optimizer'
import type { Schedule } from '../schedules/schedule'
import { RunControl } from './control'
import type { Criterion } from './criterion'
import { type BatchFunction, type Evaluation, evaluate, evaluationStep } from './evaluate'
import { Breather } from './event-loop'
import type { EndEvent, EpochEvent, StepEvent, TrainEvent } from './events'
import { LearningRate } from './learning-rate'
import type { Loader } from './loader'
import { BEGINNING, type Progress } from './progress'
import { startEvent } from './start-event'
import { figuresOf, NOTHING, withStep } from './totals'
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
  /**
   * Wraps the step of training and that of evaluation, once each. Default `capture`, which replays
   * them; `(step) => step` runs them eagerly, for layers whose code depends on values.
   */
  compile?: (step: BatchFunction) => BatchFunction
}

/**
 * Trains a classifier and tells how it goes: `for await (const event of trainer.fit()) ...`.
 * The other methods may be called at any time, also from a message handler, since the event loop
 * turns every 10 ms. They take effect before the next step.
 */
export class Trainer {
  readonly options: Readonly<TrainerOptions>
  readonly #control = new RunControl()
  readonly #breather = new Breather()
  readonly #rate: LearningRate
  readonly #trainOn: BatchFunction
  readonly #measure: BatchFunction
  #state: 'new' | 'running' | 'over' = 'new'
  #progress: Progress = BEGINNING

  constructor(options: TrainerOptions) {
    requireCount('Trainer: epochs', options.epochs)
    const { model, train, test, optimizer, schedule, compile = capture } = options
    const criterion = options.criterion ?? new CrossEntropyLoss()
    this.options = options
    this.#rate = new LearningRate(schedule, optimizer)
    this.#trainOn = compile(trainingStep(model, train, criterion, optimizer))
    this.#measure = compile(evaluationStep(model, test, criterion))
  }

  /** Whether the run waits for `resume`, `step` or `stop`. */
  get paused(): boolean {
    return this.#control.paused
  }

  /** How far the run has come. It can be set before the run, which then goes on from there. */
  get progress(): Progress {
    return { ...this.#progress, rateChange: this.#rate.change }
  }

  set progress(progress: Progress) {
    if (this.#state !== 'new') throw new TrainerError('progress: this trainer has begun already')
    this.#progress = progress
    this.#rate.change = progress.rateChange
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
    this.#rate.set(rate, this.#progress.steps)
  }

  /**
   * The run: a start event, a step event a batch, an epoch event an epoch, an end event. Nothing is
   * computed while no event is being asked for. A trainer runs once.
   * @throws TrainerError when it has been asked for before
   */
  async *fit(): AsyncGenerator<TrainEvent, void, undefined> {
    if (this.#state !== 'new') throw new TrainerError(`fit: this trainer is ${this.#state} already`)
    this.#state = 'running'
    this.options.model.train()
    try {
      yield startEvent(this.options, this.#progress.steps)
      while (this.#progress.epochs < this.options.epochs && !this.#control.stopAfter) {
        yield* this.#epoch()
      }
      yield await this.#endEvent()
    } finally {
      this.#state = 'over'
    }
  }

  /** Ends early, without an epoch event, when the run is stopped after a step. */
  async *#epoch(): AsyncGenerator<StepEvent | EpochEvent, void, undefined> {
    const { train } = this.options
    const isOver = () => this.#progress.totals.steps >= train.length
    // A run may go on from the very end of an epoch, whose batches have all been served.
    const batches = (isOver() ? [] : train.rows())[Symbol.iterator]()
    try {
      while (!isOver()) {
        await this.#control.enter()
        if (this.#control.stopAfter === 'step') return
        yield this.#takeStep(batches)
        await this.#breather.breathe()
      }
    } finally {
      batches.return?.()
    }
    yield await this.#finishEpoch()
  }

  #takeStep(batches: Iterator<Int32Array>): StepEvent {
    const start = performance.now()
    const next = batches.next()
    if (next.done) throw new TrainerError('fit: the loader gave fewer batches than its length')
    const rows = next.value
    const { epochs, steps, seconds, totals } = this.#progress
    const learningRate = this.#rate.at(steps)
    this.options.optimizer.lr = learningRate
    const { loss, correct } = this.#trainOn(fromTypedArray(rows))
    const measured = { loss: loss.item(), correct: correct.item(), samples: rows.length }
    const spent = (performance.now() - start) / 1000
    this.#progress = {
      ...this.#progress,
      steps: steps + 1,
      seconds: seconds + spent,
      totals: withStep(totals, measured, spent),
    }
    const place = { epoch: epochs + 1, step: steps + 1, stepInEpoch: totals.steps + 1 }
    return { type: 'step', ...place, ...measured, learningRate }
  }

  async #finishEpoch(): Promise<EpochEvent> {
    const test = await this.#evaluateNow()
    const { epochs, totals, history } = this.#progress
    const event: EpochEvent = {
      type: 'epoch',
      epoch: epochs + 1,
      ...figuresOf(totals),
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      learningRate: this.options.optimizer.lr,
    }
    const done = { epochs: epochs + 1, totals: NOTHING, history: [...history, event] }
    this.#progress = { ...this.#progress, ...done }
    return event
  }

  async #endEvent(): Promise<EndEvent> {
    const test = await this.#evaluateNow()
    const { epochs, steps, seconds } = this.#progress
    const reason = epochs === this.options.epochs ? 'completed' : 'stopped'
    const figures = { testLoss: test.loss, testAccuracy: test.accuracy }
    return { type: 'end', reason, epochs, steps, seconds, ...figures }
  }

  /** The evaluation of the present weights, made once for each. */
  async #evaluateNow(): Promise<Evaluation> {
    const { evaluation, steps } = this.#progress
    if (evaluation?.atStep === steps) return evaluation
    const { model, test } = this.options
    const made = await evaluate(model, test, this.#measure, this.#breather)
    this.#progress = { ...this.#progress, evaluation: { ...made, atStep: steps } }
    return made
  }
}
