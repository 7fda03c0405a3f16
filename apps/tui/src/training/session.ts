import { DataLoader, type DatasetSplits } from '@handwritten/mnist-data'
import {
  createCriterion,
  createNetwork,
  createOptimizer,
  createSchedule,
  type TrainEvent,
  Trainer,
} from '@handwritten/nn'
import { currentBackend, Generator, useThreads } from '@handwritten/tensor'
import { Inspector } from './inspection/inspector'
import type { Control, RunEvent, WorkerInput } from './protocol'
import { describeOptimizer, recipeOf } from './recipe-choice'
import { RunClock } from './run-clock'
import { StepBatcher } from './step-batcher'

/** Images of the test set that are classified at once. */
const testBatchSize = 1000

/** One run, from its data to its end, that tells its events and obeys commands. */
export class Session {
  readonly #input: WorkerInput
  readonly #load: () => Promise<DatasetSplits>
  readonly #post: (event: RunEvent) => void
  readonly #clock = new RunClock()
  readonly #steps: StepBatcher
  #trainer: Trainer | null = null
  #inspector: Inspector | null = null
  #step = 0

  constructor(
    input: WorkerInput,
    load: () => Promise<DatasetSplits>,
    post: (event: RunEvent) => void,
  ) {
    this.#input = input
    this.#load = load
    this.#post = post
    this.#steps = new StepBatcher(post, () => this.#clock.elapsed())
  }

  /** Loads the data, sets the run up and trains to its end. */
  async run(): Promise<void> {
    const trainer = await this.#prepare()
    this.#trainer = trainer
    for await (const event of trainer.fit()) this.#tell(event)
  }

  /** Obeys a command; before the run is set up there is nothing to command. */
  control(command: Control): void {
    const trainer = this.#trainer
    if (trainer === null) return
    switch (command.type) {
      case 'pause':
        trainer.pause()
        this.#setPaused(true)
        break
      case 'resume':
        trainer.resume()
        this.#setPaused(false)
        break
      case 'step':
        trainer.step()
        this.#setPaused(true)
        break
      case 'stop':
        trainer.stop('step')
        break
      case 'setLearningRate':
        trainer.setLearningRate(command.value)
        this.#post({ type: 'learningRate', value: command.value })
        break
      case 'look':
        this.#inspector?.look(command.look, this.#step)
    }
  }

  async #prepare(): Promise<Trainer> {
    this.#post({ type: 'waiting', reason: `loading ${this.#input.dataset}` })
    const data = await this.#load()
    this.#post({ type: 'waiting', reason: 'building the network' })
    const threads = await this.#startThreads()
    const recipe = recipeOf(this.#input, data.train.classes.length)
    const { epochs, batchSize } = recipe
    const { seed, dataset } = this.#input
    const generator = new Generator(seed)
    const model = createNetwork(recipe, generator.split())
    const shuffle = { shuffle: true, generator: generator.split() }
    const train = new DataLoader(data.train, { batchSize, ...shuffle })
    const test = new DataLoader(data.test, { batchSize: testBatchSize })
    this.#post({
      type: 'start',
      ...{ recipe: recipe.name, seed, batchSize, epochs },
      ...{ backend: currentBackend().name, threads, dataset },
      ...{ trainSamples: train.size, testSamples: test.size, stepsPerEpoch: train.length },
      layers: recipe.sizes,
      parameters: model.parameters().reduce((sum, { size }) => sum + size, 0),
      optimizer: describeOptimizer(recipe),
      learningRate: recipe.learningRate,
    })
    const optimizer = createOptimizer(recipe, model)
    const schedule = createSchedule(recipe, epochs * train.length)
    const criterion = createCriterion(recipe)
    this.#inspector = new Inspector({ model, criterion, train, test, data }, this.#post)
    return new Trainer({ model, optimizer, schedule, criterion, train, test, epochs })
  }

  /** Starts as many threads as asked for or useful, and returns how many those are. */
  async #startThreads(): Promise<number> {
    if (currentBackend().name === 'reference') return 1
    const { threads: wanted } = this.#input
    const { threads, notice } = await useThreads(wanted === undefined ? {} : { threads: wanted })
    if (notice !== null) this.#post({ type: 'log', text: notice })
    return threads
  }

  #tell(event: TrainEvent): void {
    if (event.type === 'step') {
      this.#step = event.step
      this.#steps.add(event)
      if (this.#trainer?.paused) this.#steps.flush()
      this.#inspector?.afterStep(event.step)
      return
    }
    this.#steps.flush()
    if (event.type === 'start') return
    this.#post({ ...event, elapsed: this.#clock.elapsed() })
    this.#inspector?.afterEpoch(this.#step)
  }

  #setPaused(paused: boolean): void {
    this.#steps.flush()
    if (paused) this.#clock.pause()
    else this.#clock.resume()
    this.#post({ type: 'paused', paused })
  }
}
