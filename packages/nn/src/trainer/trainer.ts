import { capture, fromTypedArray } from '@handwritten/tensor'
import { TrainerError } from '../errors'
import { CrossEntropyLoss } from '../losses/cross-entropy'
import { compiledByMode } from './compiled-by-mode'
import { RunControl } from './control'
import { asCriterion, type Criterion } from './criterion'
import { DivergenceSearch } from './divergence'
import type { BatchFunction } from './evaluate'
import { type Evaluations, Evaluator } from './evaluator'
import { Breather } from './event-loop'
import type { EndEvent, EpochEvent, StepEvent, TrainEvent } from './events'
import { FinalWeights } from './final-weights'
import { LearningRate } from './learning-rate'
import type { LoaderCursor } from './loader'
import { BEGINNING, type Progress } from './progress'
import { startEvent } from './start-event'
import { type ParameterStatistics, parameterStatistics } from './statistics'
import { figuresOf, NOTHING, withStep } from './totals'
import { checkTrainerOptions, type TrainerOptions } from './trainer-options'
import { trainingStep } from './training-step'
import { betterEpoch, figuresOfSets, hasStalled } from './validation'

/**
 * Trains a model and tells how it goes: `for await (const event of trainer.fit()) ...`.
 * The other methods may be called at any time, also from a message handler, since the event loop
 * turns every 10 ms. They take effect before the next step.
 */
export class Trainer {
  readonly options: Readonly<TrainerOptions>
  /** The weights to be measured and to end with, where they are not those of the last step. */
  readonly finalWeights: FinalWeights
  #cursor: LoaderCursor | null = null
  readonly #control = new RunControl()
  readonly #breather = new Breather()
  readonly #rate: LearningRate
  readonly #criterion: Criterion
  readonly #trainOn: BatchFunction
  readonly #evaluator: Evaluator
  readonly #search: DivergenceSearch
  #state: 'new' | 'running' | 'over' = 'new'
  #progress: Progress = BEGINNING

  /** @throws OptionError when an option is out of its range, or lacks what it needs */
  constructor(options: TrainerOptions) {
    checkTrainerOptions(options)
    const { model, train, optimizer, schedule, average, clipNorm, compile = capture } = options
    this.options = options
    this.finalWeights = new FinalWeights(model, optimizer, average)
    this.#criterion = asCriterion(options.criterion ?? new CrossEntropyLoss())
    this.#rate = new LearningRate(schedule, optimizer)
    const criterion = this.#criterion
    const step = trainingStep({ model, train, criterion, optimizer, clipNorm })
    this.#trainOn = compiledByMode(model, () => compile(step))
    const measured = asCriterion(options.evaluationCriterion ?? criterion)
    this.#evaluator = new Evaluator(options, measured, compile)
    this.#search = new DivergenceSearch({ model, optimizer, train, criterion })
  }

  /** Whether the run waits for `resume`, `step` or `stop`. */
  get paused(): boolean {
    return this.#control.paused
  }

  /**
   * By which the run reads the training data, taken from the loader when it is first asked for. Its
   * place is that of the run, whatever else reads the loader.
   */
  get trainCursor(): LoaderCursor {
    const { train } = this.options
    this.#cursor ??= train.cursor?.() ?? train
    return this.#cursor
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
   * The values of every parameter, and the gradients for the latest batch, in a few numbers each.
   * To be asked for between two events of the run, which it does not change; it costs about a step.
   * @throws TrainerError before the first step
   */
  statistics(): ParameterStatistics[] {
    const rows = this.#search.latestRows
    if (!rows) throw new TrainerError('statistics: there has been no step yet')
    return parameterStatistics(this.options.model, this.options.train, this.#criterion, rows)
  }

  /**
   * The run: a start event, a step event a batch, an epoch event an epoch, an end event. Nothing is
   * computed while no event is being asked for. A trainer runs once.
   * @throws TrainerError when it has been asked for before
   * @throws DivergenceError when a loss is no finite number
   */
  async *fit(): AsyncGenerator<TrainEvent, void, undefined> {
    if (this.#state !== 'new') throw new TrainerError(`fit: this trainer is ${this.#state} already`)
    this.#state = 'running'
    // Before the first event, at which others may read the loader.
    this.#cursor = this.trainCursor
    this.options.model.train()
    if (this.#progress.exchanged) this.#exchange(false)
    try {
      yield startEvent(this.options, this.#progress.steps)
      while (!this.#isComplete() && !this.#control.stopAfter) yield* this.#epoch()
      yield await this.#endEvent()
    } finally {
      this.#state = 'over'
    }
  }

  #isComplete(): boolean {
    return this.#progress.epochs >= this.options.epochs || hasStalled(this.options, this.#progress)
  }

  /** Ends early, without an epoch event, when the run is stopped after a step. */
  async *#epoch(): AsyncGenerator<StepEvent | EpochEvent, void, undefined> {
    const { train } = this.options
    const isOver = () => this.#progress.totals.steps >= train.length
    // A run may go on from the very end of an epoch, whose batches have all been served.
    const batches = (isOver() ? [] : this.trainCursor.rows())[Symbol.iterator]()
    try {
      for (let isFirst = true; !isOver(); isFirst = false) {
        await this.#control.enter()
        if (this.#control.stopAfter === 'step') return
        yield await this.#takeStep(batches, isFirst)
        await this.#breather.breathe()
      }
    } finally {
      batches.return?.()
    }
    yield await this.#finishEpoch()
  }

  async #takeStep(batches: Iterator<Int32Array>, isFirst: boolean): Promise<StepEvent> {
    const start = performance.now()
    const next = batches.next()
    if (next.done) throw new TrainerError('fit: the loader gave fewer batches than its length')
    const rows = next.value
    const { epochs, steps, seconds, totals } = this.#progress
    const learningRate = this.#rate.at(steps)
    this.options.optimizer.lr = learningRate
    const place = { epoch: epochs + 1, step: steps + 1 }
    this.#search.before({ ...place, rows, learningRate }, isFirst)
    const { loss, correct } = this.#trainOn(fromTypedArray(rows))
    const measured = { loss: loss.item(), correct: correct.item(), samples: rows.length }
    if (!Number.isFinite(measured.loss)) throw await this.#search.find(measured.loss)
    this.finalWeights.afterStep(place.step)
    const spent = (performance.now() - start) / 1000
    this.#progress = {
      ...this.#progress,
      steps: place.step,
      seconds: seconds + spent,
      totals: withStep(totals, measured, spent),
    }
    return { type: 'step', ...place, stepInEpoch: totals.steps + 1, ...measured, learningRate }
  }

  async #finishEpoch(): Promise<EpochEvent> {
    const evaluations = await this.#evaluateNow()
    const { epochs, totals, history } = this.#progress
    const event: EpochEvent = {
      type: 'epoch',
      epoch: epochs + 1,
      ...figuresOf(totals),
      ...figuresOfSets(evaluations),
      learningRate: this.options.optimizer.lr,
    }
    const best = betterEpoch(this.options, this.#progress.best, event)
    if (best && this.options.keepBest) this.finalWeights.keepAsBest()
    const done = { epochs: epochs + 1, totals: NOTHING, history: [...history, event] }
    this.#progress = { ...this.#progress, ...done, ...(best && { best }) }
    return event
  }

  async #endEvent(): Promise<EndEvent> {
    const last = await this.#evaluateNow()
    this.#exchange(true)
    const { hasBest } = this.finalWeights
    const { epochs, steps, seconds, best } = this.#progress
    return {
      type: 'end',
      reason: epochs === this.options.epochs ? 'completed' : 'stopped',
      ...(hasStalled(this.options, this.#progress) && { stoppedEarly: true }),
      ...(hasBest && best && { bestEpoch: best.epoch }),
      ...{ epochs, steps, seconds },
      ...figuresOfSets(hasBest ? await this.#evaluator.measure() : last),
    }
  }

  #exchange(exchanged: boolean): void {
    this.finalWeights.exchange()
    this.#progress = { ...this.#progress, exchanged }
  }

  /** The evaluation of the present weights, or of their running mean, made once for each step. */
  async #evaluateNow(): Promise<Evaluations> {
    const { evaluation, steps } = this.#progress
    if (evaluation?.atStep === steps) return evaluation
    const made = await this.finalWeights.withAverage(() => this.#evaluator.measure())
    if (!Number.isFinite(made.test.loss)) await this.#search.checkWeights(made.test.loss)
    this.#progress = { ...this.#progress, evaluation: { ...made, atStep: steps } }
    return made
  }
}
