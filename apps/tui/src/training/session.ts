import { type Ranks as ConnectedRanks, connect as connectRanks } from '@handwritten/distributed'
import { DivergenceError, restoreCheckpoint, type TrainEvent, type Trainer } from '@handwritten/nn'
import { currentBackend, useThreads } from '@handwritten/tensor'
import { threadsOfRank } from '../ranks/place'
import { processesOf, sharedPlan } from '../ranks/shared-plan'
import { prepareRunFolder } from '../saved/prepare-run-folder'
import { RunKeeper } from '../saved/run-keeper'
import { savedRunNotes, storedWeights } from '../saved/saved-run'
import { datasetTitle } from '../settings/datasets'
import type { RunSettings } from '../settings/run-settings'
import { describeExtras, describeNetwork, describeOptimizer } from '../settings/setting-words'
import type { Turbo } from '../turbo/turbo'
import { type BuiltRun, buildRun, inspectedLoaders } from './build-run'
import { describeError } from './failure'
import type { Look } from './inspection/events'
import { Inspector } from './inspection/inspector'
import { nextRate } from './learning-rate'
import type { RunData } from './load-data'
import type { Control, RunEvent, StartedEvent, WorkerInput } from './protocol'
import { Recovery, type Restart } from './recovery'
import { RunClock } from './run-clock'
import { planRun, type RunPlan } from './run-plan'
import { StepBatcher } from './step-batcher'

/** One run, from its data to its end, that tells its events and obeys commands. */
export class Session {
  readonly #input: WorkerInput
  readonly #load: (settings: RunSettings) => Promise<RunData>
  readonly #post: (event: RunEvent) => void
  readonly #turbo: () => Promise<Turbo>
  readonly #connect: () => Promise<ConnectedRanks>
  readonly #clock = new RunClock()
  readonly #steps: StepBatcher
  #ranks: ConnectedRanks | null = null
  #trainer: Trainer | null = null
  #inspector: Inspector | null = null
  #look: Look = { at: 'nothing' }
  readonly #recovery = new Recovery()
  #keeper: RunKeeper | null = null
  #notes: Readonly<Record<string, string>> = {}
  #step = 0
  #hasReached = false
  /** The learning rate that was set since the latest step, or null. */
  #askedRate: number | null = null

  constructor(
    input: WorkerInput,
    load: (settings: RunSettings) => Promise<RunData>,
    post: (event: RunEvent) => void,
    turbo: () => Promise<Turbo>,
    connect: () => Promise<ConnectedRanks> = connectRanks,
  ) {
    this.#input = input
    this.#load = load
    this.#post = post
    this.#turbo = turbo
    this.#connect = connect
    this.#steps = new StepBatcher(post, () => this.#clock.elapsed())
  }

  /** Loads the data, sets the run up and trains to its end. */
  async run(): Promise<void> {
    const prepared = await this.#prepare()
    const { settings } = prepared.plan
    let run = prepared.run
    for (;;) {
      const restart = await this.#train(run.trainer)
      if (restart === null) return
      run = this.#rewound(settings, prepared.data, restart)
    }
  }

  /** Trains to the end of the run; returns where to restart it if it diverged. */
  async #train(trainer: Trainer): Promise<Restart | null> {
    this.#trainer = trainer
    if (this.#input.recovers) this.#recovery.begin(trainer)
    try {
      for await (const event of trainer.fit()) await this.#take(event, trainer)
      return null
    } catch (error) {
      if (!this.#input.recovers || !(error instanceof DivergenceError)) throw error
      this.#steps.flush()
      const restart = await this.#recovery.ask(error, this.#post)
      if (restart === null) throw error
      return restart
    }
  }

  async #take(event: TrainEvent, trainer: Trainer): Promise<void> {
    if (event.type === 'end') await this.#finish(trainer)
    this.#tell(event)
    if (event.type === 'step') {
      this.#keeper?.afterStep(trainer)
      if (this.#input.recovers) this.#recovery.afterStep(trainer)
    } else if (event.type === 'epoch') {
      await this.#keeper?.save(trainer)
      if (this.#input.recovers && Number.isFinite(event.testLoss)) this.#recovery.keep(trainer)
    }
  }

  /** The run set up again at an earlier state. */
  #rewound(settings: RunSettings, data: RunData, restart: Restart): BuiltRun {
    const run = buildRun(settings, data)
    restoreCheckpoint(run.trainer, restart.checkpoint)
    run.trainer.setLearningRate(restart.learningRate)
    this.#inspect(run, data)
    this.#tellProgress(run.trainer)
    this.#post({ type: 'learningRate', value: restart.learningRate })
    return run
  }

  /** Saves the run and leaves the group of ranks, before the end is reported. */
  async #finish(trainer: Trainer): Promise<void> {
    await this.#keeper?.save(trainer)
    this.#ranks?.close()
  }

  /** Obeys a command; before the run is set up there is nothing to command. */
  control(command: Control): void {
    const trainer = this.#trainer
    if (trainer === null) return
    switch (command.type) {
      case 'togglePause':
        this.#togglePause(trainer)
        break
      case 'step':
        trainer.step()
        this.#setPaused(true)
        break
      case 'stop':
        // A launcher that ends its ranks may not wait until the run has been measured and saved.
        if (this.#ranks) void this.#keeper?.save(trainer)
        if (!this.#recovery.decide(false)) trainer.stop('step')
        break
      case 'save':
        this.#save(trainer, command.folder)
        break
      case 'changeLearningRate':
        this.#changeRate(trainer, command.direction)
        break
      case 'rewind':
        this.#recovery.decide(true)
        break
      case 'look':
        this.#look = command.look
        this.#inspector?.look(command.look, this.#step)
    }
  }

  async #prepare(): Promise<{ plan: RunPlan; run: BuiltRun; data: RunData }> {
    const ranks = this.#input.isRank ? await this.#connect() : undefined
    this.#ranks = ranks ?? null
    const makePlan = () => planRun(this.#input, ranks?.size)
    const plan = ranks ? sharedPlan(ranks, makePlan) : makePlan()
    const turbo = await this.#startTurbo()
    this.#post({ type: 'waiting', reason: `loading ${datasetTitle(plan.settings.dataset)}` })
    const data = await this.#load(plan.settings)
    this.#post({ type: 'waiting', reason: 'building the network' })
    const threads = await this.#startThreads()
    const run = buildRun(plan.settings, data, {
      ...(ranks && { ranks }),
      ...(plan.checkpoint && { stored: storedWeights(plan.checkpoint) }),
    })
    const { trainer } = run
    if (plan.checkpoint !== null) restoreCheckpoint(trainer, plan.checkpoint)
    this.#tellStart(plan, run, { threads, turbo })
    if (ranks && ranks.rank > 0) return { plan, run, data }
    this.#inspect(run, data)
    this.#openKeeper(plan, run, data)
    return { plan, run, data }
  }

  // A run that was set up again is shown from the same side.
  #inspect(run: BuiltRun, data: RunData): void {
    this.#inspector = new Inspector({ ...run, ...inspectedLoaders(run, data), data }, this.#post)
    this.#inspector.look(this.#look, this.#step)
  }

  #openKeeper({ settings, checkpoint }: RunPlan, run: BuiltRun, data: RunData): void {
    const { save } = this.#input
    const { recipe, normalization } = run
    const { classes } = data.train
    this.#notes = savedRunNotes({ ...settings, recipe, classes, normalization })
    if (save !== undefined) this.#keepIn(save, checkpoint === null ? null : this.#step)
  }

  #keepIn(folder: string, step: number | null): RunKeeper {
    const keeper = new RunKeeper(folder, { notes: this.#notes, step, post: this.#post })
    this.#keeper = keeper
    return keeper
  }

  /** Saves the run; one that has no folder yet is kept in `folder` from now on. */
  #save(trainer: Trainer, folder: string): void {
    try {
      if (this.#keeper === null) prepareRunFolder(folder, false)
      const keeper = this.#keeper ?? this.#keepIn(folder, null)
      void keeper.save(trainer, true)
    } catch (error) {
      this.#post({ type: 'unsaved', message: describeError(error).message, step: null })
    }
  }

  /** Before any kernel is compiled, which loading the data may do. */
  async #startTurbo(): Promise<boolean> {
    if (!this.#input.turbo) return false
    this.#post({ type: 'waiting', reason: 'checking what turbo computes' })
    const { isOn, word } = await this.#turbo()
    this.#post({ type: 'log', text: word })
    return isOn
  }

  /** Starts as many threads as asked for or useful, and returns how many those are. Products take the faster shape. */
  async #startThreads(): Promise<number> {
    if (currentBackend().name === 'reference') return 1
    const wanted = this.#input.threads ?? (this.#input.isRank && threadsOfRank())
    const { threads, notice } = await useThreads({
      wide: 'measure',
      ...(wanted && { threads: wanted }),
    })
    if (notice !== null) this.#post({ type: 'log', text: notice })
    return threads
  }

  #tellStart(
    { settings, checkpoint }: RunPlan,
    run: BuiltRun,
    { threads, turbo }: { threads: number; turbo: boolean },
  ): void {
    const { recipe, model, train, test, validation, normalization } = run
    const { steps } = run.trainer.progress
    this.#step = steps
    this.#post({
      type: 'start',
      ...{ recipe: recipe.name, seed: settings.seed },
      ...{ batchSize: recipe.batchSize, epochs: recipe.epochs },
      ...{ backend: currentBackend().name, threads, ...(turbo && { turbo }) },
      ...this.#sharing(settings.parts),
      dataset: settings.dataset,
      ...{ trainSamples: train.size, testSamples: test.size, stepsPerEpoch: train.length },
      ...(validation && { validationSamples: validation.size }),
      layers: recipe.sizes,
      network: describeNetwork(recipe),
      parameters: model.parameters().reduce((sum, { size }) => sum + size, 0),
      optimizer: describeOptimizer(recipe),
      ...(recipe.labelSmoothing > 0 && { labelSmoothing: recipe.labelSmoothing }),
      learningRate: recipe.learningRate,
      extras: describeExtras(recipe),
      ...{ settings: recipe, normalization },
      stepsBefore: steps,
      ...(this.#input.holdOut && { heldOut: true }),
    })
    if (checkpoint !== null) this.#tellProgress(run.trainer)
  }

  #tellProgress({ progress }: Trainer): void {
    const { steps, totals, history } = progress
    this.#step = steps
    this.#post({ type: 'resumed', epochs: history, step: steps, stepInEpoch: totals.steps })
  }

  /** How the work is shared, for the start event: nothing in a run of one process and whole batches. */
  #sharing(parts: number): Pick<StartedEvent, 'ranks' | 'parts' | 'processes'> {
    const ranks = this.#ranks
    const size = ranks?.size ?? 1
    if (size === 1 && parts === 1) return {}
    return { ranks: size, parts, ...(ranks && { processes: processesOf(ranks) }) }
  }

  #tell(event: TrainEvent): void {
    if (event.type === 'step') {
      this.#step = event.step
      this.#askedRate = null
      this.#steps.add(event)
      if (this.#trainer?.paused) this.#steps.flush()
      this.#inspector?.afterStep(event.step)
      return
    }
    this.#steps.flush()
    if (event.type === 'start') return
    const elapsed = this.#clock.elapsed()
    if (event.type === 'epoch') {
      this.#post({ ...event, elapsed })
      this.#checkTarget(event.testAccuracy)
    } else {
      this.#post({ ...event, reason: this.#hasReached ? 'reached' : event.reason, elapsed })
    }
    this.#inspector?.afterEpoch(this.#step)
  }

  #checkTarget(testAccuracy: number): void {
    const { until } = this.#input
    if (until === undefined || testAccuracy < until) return
    this.#hasReached = true
    this.#trainer?.stop('epoch')
  }

  #togglePause(trainer: Trainer): void {
    const { paused } = trainer
    if (paused) trainer.resume()
    else trainer.pause()
    this.#setPaused(!paused)
  }

  #changeRate(trainer: Trainer, direction: 'up' | 'down'): void {
    const rate = nextRate(this.#askedRate ?? trainer.options.optimizer.lr, direction === 'up')
    trainer.setLearningRate(rate)
    this.#askedRate = rate
    this.#post({ type: 'learningRate', value: rate })
  }

  #setPaused(paused: boolean): void {
    this.#steps.flush()
    if (paused) this.#clock.pause()
    else this.#clock.resume()
    this.#post({ type: 'paused', paused })
  }
}
