import { capture, fromTypedArray } from '@handwritten/tensor'
import { requireOption, TrainerError } from '../errors'
import { CrossEntropyLoss } from '../losses/cross-entropy'
import type { Loss } from '../losses/loss'
import { BatchGradients } from './batch-gradients'
import { BatchParts } from './batch-parts'
import { compiledByMode } from './compiled-by-mode'
import { RunControl } from './control'
import { type AnyCriterion, asCriterion, type Criterion, reductionOf } from './criterion'
import { DivergenceSearch } from './divergence'
import { requireEqualStart } from './equal-start'
import type { BatchFunction } from './evaluate'
import { type Evaluations, Evaluator } from './evaluator'
import { Breather } from './event-loop'
import type {
  AnyEpochEvent,
  EndEvent,
  EpochOf,
  FitEvent,
  PerhapsCounted,
  StepEvent,
  TrainEvent,
} from './events'
import { FinalWeights } from './final-weights'
import { SPARE_WORDS } from './gradient-vector'
import { LearningRate } from './learning-rate'
import type { LoaderCursor } from './loader'
import { BEGINNING, type Progress } from './progress'
import { RankRequests } from './rank-requests'
import { oneRank } from './ranks'
import { startEvent } from './start-event'
import { type ParameterStatistics, parameterStatistics } from './statistics'
import { figuresOf, NOTHING, withStep } from './totals'
import { checkTrainerOptions, type TrainerOptions } from './trainer-options'
import { trainingStep } from './training-step'
import { betterEpoch, figuresOfSets, hasStalled } from './validation'

type RunEvent = PerhapsCounted<TrainEvent>

/**
 * Trains a model and tells how it goes: `for await (const event of trainer.fit()) ...`.
 * The other methods may be called at any time, also from a message handler, since the event loop
 * turns every 10 ms. They take effect before the next step.
 */
export class Trainer<C extends Criterion | Loss = Criterion> {
  readonly options: Readonly<TrainerOptions<C>>
  /** The weights to be measured and to end with, where they are not those of the last step. */
  readonly finalWeights: FinalWeights
  #cursor: LoaderCursor | null = null
  readonly #control = new RunControl()
  readonly #breather = new Breather()
  readonly #rate: LearningRate
  readonly #criterion: AnyCriterion
  readonly #trainOn: BatchFunction
  readonly #evaluator: Evaluator
  readonly #search: DivergenceSearch
  readonly #parts: BatchParts
  readonly #requests: RankRequests
  #state: 'new' | 'running' | 'over' = 'new'
  #progress: Progress<AnyEpochEvent> = BEGINNING

  /** @throws OptionError when an option is out of its range, or lacks what it needs */
  constructor(options: TrainerOptions<C>) {
    checkTrainerOptions(arguments)
    const { model, train, optimizer, schedule, average, clipNorm, compile = capture } = options
    const { ranks = oneRank } = options
    this.options = options
    this.finalWeights = new FinalWeights(model, optimizer, average)
    this.#criterion = asCriterion(options.criterion ?? new CrossEntropyLoss())
    this.#rate = new LearningRate(schedule, optimizer)
    const criterion = this.#criterion
    this.#requests = new RankRequests(ranks)
    this.#parts = new BatchParts(ranks, options.parts)
    const reduction = reductionOf(options.criterion)
    const gradients = new BatchGradients(model, this.#parts, reduction, this.#requests)
    const parts = { model, train, criterion, optimizer, clipNorm, gradients }
    this.#trainOn = compiledByMode(model, () => compile(trainingStep(parts)))
    const { evaluationCriterion } = options
    const measured = evaluationCriterion ? asCriterion(evaluationCriterion) : criterion
    this.#evaluator = new Evaluator(options, measured, compile, ranks)
    this.#search = new DivergenceSearch({ ...parts, ranks })
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
  get progress(): Progress<EpochOf<C>> {
    const progress = { ...this.#progress, rateChange: this.#rate.change }
    return progress as Progress<AnyEpochEvent> as Progress<EpochOf<C>>
  }

  set progress(progress: Progress<EpochOf<C>>) {
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

  /**
   * Ends the run after the step, or after the epoch, that it is in; a paused run goes on to there.
   * With several ranks, any of them ends the run of all, after the next step or at the end of the epoch.
   */
  stop(after: 'step' | 'epoch' = 'step'): void {
    if (this.#parts.ranks.size === 1) this.#control.stop(after)
    else {
      this.#requests.stop(after)
      this.#control.resume()
    }
  }

  /**
   * The rate of the next step; a schedule goes on from there, every later rate in proportion. With
   * several ranks, rank 0 sets it for all of them, from the step after the next.
   */
  setLearningRate(rate: number): void {
    requireOption(
      typeof rate === 'number' && rate >= 0,
      'setLearningRate: rate',
      'at least 0',
      rate,
    )
    if (this.#parts.ranks.size === 1) this.#rate.set(rate, this.#progress.steps)
    else this.#requests.setLearningRate(rate)
  }

  /**
   * The values of every parameter, and the gradients for the latest batch, in a few numbers each.
   * To be asked for between two events of the run, which it does not change; it costs about a step.
   * With several ranks the gradients are those of this rank's rows of the batch.
   * @throws TrainerError before the first step
   */
  statistics(): ParameterStatistics[] {
    const rows = this.#search.latestRows
    if (!rows) throw new TrainerError('statistics: there has been no step yet')
    const own = this.#parts.rowsOf(rows)
    return parameterStatistics(this.options.model, this.options.train, this.#criterion, own)
  }

  /**
   * The run: a start event, a step event a batch, an epoch event an epoch, an end event. Nothing is
   * computed while no event is being asked for. A trainer runs once.
   * @throws TrainerError when it has been asked for before
   * @throws DivergenceError when a loss is no finite number
   */
  fit(): AsyncGenerator<FitEvent<C>, void, undefined> {
    // Which events have counts follows from the criterion, whose type the events repeat.
    return this.#run() as AsyncGenerator<RunEvent> as AsyncGenerator<FitEvent<C>, void, undefined>
  }

  async *#run(): AsyncGenerator<RunEvent, void, undefined> {
    if (this.#state !== 'new') throw new TrainerError(`fit: this trainer is ${this.#state} already`)
    this.#state = 'running'
    // Before the first event, at which others may read the loader.
    this.#cursor = this.trainCursor
    this.options.model.train()
    if (this.#progress.exchanged) this.#exchange(false)
    this.#requireEqualStart()
    try {
      yield startEvent(this.options, this.#progress.steps, this.#parts)
      while (!this.#isComplete() && !this.#control.stopAfter) {
        yield* this.#epoch()
        this.#agreeOnRequests()
      }
      yield await this.#endEvent()
    } finally {
      this.#state = 'over'
    }
  }

  #requireEqualStart(): void {
    const { model, epochs, train } = this.options
    const { ranks, count } = this.#parts
    const { steps } = this.#progress
    requireEqualStart(ranks, { model, epochs, steps, stepsPerEpoch: train.length, parts: count })
  }

  #isComplete(): boolean {
    return this.#progress.epochs >= this.options.epochs || hasStalled(this.options, this.#progress)
  }

  /** Ends early, without an epoch event, when the run is stopped after a step. */
  async *#epoch(): AsyncGenerator<RunEvent, void, undefined> {
    const { train } = this.options
    const isOver = () => this.#progress.totals.steps >= train.length
    // A run may go on from the very end of an epoch, whose batches have all been served.
    const batches = (isOver() ? [] : this.#rows())[Symbol.iterator]()
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

  /** The next epoch's batches. Of several parts, the loader prepares only those of this rank. */
  #rows(): Iterable<Int32Array> {
    const { trainCursor } = this
    return this.#parts.isWhole ? trainCursor.rows() : trainCursor.rows(this.#parts)
  }

  async #takeStep(
    batches: Iterator<Int32Array>,
    isFirst: boolean,
  ): Promise<PerhapsCounted<StepEvent>> {
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
    const measured = {
      loss: loss.item(),
      ...(correct && { correct: correct.item() }),
      samples: rows.length,
    }
    if (!Number.isFinite(measured.loss)) throw await this.#search.find(measured.loss)
    this.finalWeights.afterStep(place.step)
    const spent = (performance.now() - start) / 1000
    this.#progress = {
      ...this.#progress,
      steps: place.step,
      seconds: seconds + spent,
      totals: withStep(totals, measured, spent),
    }
    this.#fulfilRequests()
    return { type: 'step', ...place, stepInEpoch: totals.steps + 1, ...measured, learningRate }
  }

  /** Between epochs, where a request need not wait for the next step. */
  #agreeOnRequests(): void {
    const { ranks } = this.#parts
    if (ranks.size === 1) return
    const words = new Float32Array(SPARE_WORDS)
    this.#requests.write(words)
    ranks.sum(words)
    this.#requests.read(words)
    this.#fulfilRequests()
  }

  /** Does what the ranks agreed on in their latest sum. */
  #fulfilRequests(): void {
    const { stop, rate } = this.#requests.take()
    if (stop) this.#control.stop(stop)
    if (rate !== null) this.#rate.set(rate, this.#progress.steps)
  }

  async #finishEpoch(): Promise<AnyEpochEvent> {
    const evaluations = await this.#evaluateNow()
    const { epochs, totals, history } = this.#progress
    const event: AnyEpochEvent = {
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

  async #endEvent(): Promise<PerhapsCounted<EndEvent>> {
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

/** A trainer of any criterion or loss. */
export type AnyTrainer = Trainer<Criterion | Loss>
