import { exportOnnx, type Sequential, type StepEvent, type Trainer } from '@handwritten/nn'
import { decodeSafetensors, encodeSafetensors, type Tensor } from '@handwritten/tensor'
import type { Message } from '../protocol'
import type { Settings } from '../settings'
import { buildNetwork, buildTrainer } from './build-run'
import { loadImages } from './data'
import { filtersOf, readDrawing, readTestImages } from './look'
import type { Team } from './threads'

/** The page is told of steps at most this often, in milliseconds. */
const INTERVAL = 60

/** One network and its run. */
export class Session {
  readonly #settings: Settings
  readonly #post: (message: Message) => void
  readonly #model: Sequential
  #trainer: Trainer | null = null
  #isStopped = false
  #picture: ImageData | null = null
  #steps: StepEvent[] = []
  #postedAt = 0

  constructor(settings: Settings, team: Team, post: (message: Message) => void) {
    this.#settings = settings
    this.#post = (message) => this.#isStopped || post(message)
    this.#model = buildNetwork(settings)
    const parameters = this.#model.parameters().reduce((sum, { size }) => sum + size, 0)
    this.#post({ type: 'network', settings, parameters, ...team })
    this.#look()
  }

  async train(): Promise<void> {
    const trainer = await this.#begin()
    trainer.resume()
    this.#post({ type: 'state', state: 'training' })
  }

  async step(): Promise<void> {
    const trainer = await this.#begin()
    trainer.step()
    this.#post({ type: 'state', state: 'paused' })
  }

  async pause(): Promise<void> {
    this.#trainer?.pause()
    this.#post({ type: 'state', state: 'paused' })
  }

  /** Ends the run; nothing is posted any more. */
  stop(): void {
    this.#isStopped = true
    this.#trainer?.stop()
  }

  /** Reads a drawing now, and again while the network learns; null for an empty canvas. */
  read(picture: ImageData | null): void {
    this.#picture = picture
    if (picture) this.#post({ type: 'drawn', ...readDrawing(this.#model, picture) })
  }

  save(format: 'safetensors' | 'onnx'): void {
    const encode = { safetensors: () => this.#safetensors(), onnx: () => this.#onnx() }[format]
    this.#post({ type: 'file', name: `handwritten.${format}`, bytes: encode() })
  }

  /** Takes the weights of a safetensors file, the terminal program's checkpoints included. */
  load(bytes: Uint8Array<ArrayBuffer>): void {
    const { tensors } = decodeSafetensors(bytes)
    this.#model.loadStateDict(weightsOf(tensors))
    this.#look()
  }

  /** The trainer of this session, which waits for its first step when it is new. */
  async #begin(): Promise<Trainer> {
    if (this.#trainer) return this.#trainer
    const trainer = buildTrainer(this.#settings, this.#model, await loadImages())
    this.#trainer = trainer
    trainer.pause()
    void this.#follow(trainer).catch(({ message }: Error) =>
      this.#post({ type: 'failed', message }),
    )
    return trainer
  }

  async #follow(trainer: Trainer): Promise<void> {
    for await (const event of trainer.fit()) {
      if (event.type === 'step') this.#afterStep(event, trainer)
      if (event.type !== 'epoch') continue
      this.#flush(trainer)
      const { testLoss: loss, testAccuracy: accuracy, samplesPerSecond } = event
      const { test } = trainer.options
      const { steps: step } = trainer.progress
      const images = (await loadImages()).test
      const read = async () => readTestImages(this.#model, images, test)
      const reading = await trainer.finalWeights.withAverage(read)
      this.#post({ type: 'epoch', step, loss, accuracy, samplesPerSecond, ...reading })
    }
    this.#flush(trainer)
    this.#post({ type: 'state', state: 'done' })
  }

  #afterStep(event: StepEvent, trainer: Trainer): void {
    this.#steps.push(event)
    if (trainer.paused || performance.now() - this.#postedAt > INTERVAL) this.#flush(trainer)
  }

  #flush(trainer: Trainer): void {
    const steps = this.#steps
    if (steps.length === 0) return
    this.#steps = []
    this.#postedAt = performance.now()
    const { epochs, train } = trainer.options
    this.#post({
      type: 'steps',
      step: steps.at(-1)!.step,
      of: epochs * train.length,
      losses: steps.map(({ loss }) => loss),
      accuracies: steps.map(({ correct, samples }) => correct / samples),
    })
    this.#look()
  }

  #look(): void {
    this.#post({ type: 'filters', filters: filtersOf(this.#model) })
    this.read(this.#picture)
  }

  #safetensors(): Uint8Array<ArrayBuffer> {
    return encodeSafetensors({ tensors: this.#model.stateDict() }).slice()
  }

  #onnx(): Uint8Array<ArrayBuffer> {
    return exportOnnx(this.#model, { inputShape: [784], name: 'handwritten' }).slice()
  }
}

/** A checkpoint holds the optimizer's values too, and the network's below `model.`. */
function weightsOf(tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith('model.'))
  return own.length === 0
    ? { ...tensors }
    : Object.fromEntries(own.map(([name, value]) => [name.slice('model.'.length), value]))
}
