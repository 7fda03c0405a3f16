import { exportOnnx, type Sequential, type StepEvent, type Trainer } from '@handwritten/nn'
import { encodeSafetensors, type Tensor } from '@handwritten/tensor'
import type { Report } from '../protocol'
import type { Settings } from '../settings'
import { buildNetwork, buildTrainer } from './build-run'
import { loadImages } from './data'
import { evaluate, filtersOf, readDrawing } from './look'

/** Steps are reported, and what the network sees is looked at, at most this often, in milliseconds. */
const REPORT_EVERY = 100
const LOOK_EVERY = 400

/** One network and its run. */
export class Session {
  readonly settings: Settings
  readonly #post: (report: Report) => void
  readonly #model: Sequential
  #trainer: Trainer | null = null
  #isStopped = false
  #picture: ImageData | null = null
  #steps: StepEvent[] = []
  #reportedAt = 0
  #lookedAt = 0

  constructor(
    settings: Settings,
    { threads, notice }: { threads: number; notice: string | null },
    post: (report: Report) => void,
    weights?: Readonly<Record<string, Tensor>>,
  ) {
    this.settings = settings
    this.#post = (report) => this.#isStopped || post(report)
    this.#model = buildNetwork(settings)
    if (weights) this.#model.loadStateDict(weights)
    const parameters = this.#model.parameters().reduce((sum, { size }) => sum + size, 0)
    const network = `${[784, ...settings.hidden, 10].join('-')}, ${parameters.toLocaleString('en')} parameters`
    const computed = `WebAssembly on ${threads} thread${threads === 1 ? '' : 's'}${notice ? ` (${notice})` : ''}`
    this.#post({ type: 'network', facts: `${network}, ${computed}` })
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

  pause(): void {
    this.#trainer?.pause()
    this.#post({ type: 'state', state: 'paused' })
  }

  /** Ends the run; nothing is reported any more. */
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
    const bytes =
      format === 'onnx'
        ? exportOnnx(this.#model, { inputShape: [784], name: 'handwritten' })
        : encodeSafetensors({ tensors: this.#model.stateDict() })
    this.#post({ type: 'file', name: `handwritten.${format}`, bytes: bytes.slice() })
  }

  /** The trainer of this session; a new one waits before its first step. */
  async #begin(): Promise<Trainer> {
    if (this.#trainer) return this.#trainer
    const trainer = buildTrainer(this.settings, this.#model, await loadImages())
    this.#trainer = trainer
    trainer.pause()
    this.#follow(trainer).catch(({ message }: Error) =>
      this.#post({ type: 'failed', problem: message }),
    )
    return trainer
  }

  async #follow(trainer: Trainer): Promise<void> {
    for await (const event of trainer.fit()) {
      if (event.type === 'step') this.#afterStep(event, trainer)
      if (event.type !== 'epoch') continue
      this.#report(trainer)
      const { testLoss: loss, testAccuracy: accuracy } = event
      this.#post({ type: 'epoch', step: trainer.progress.steps, loss, accuracy })
      const { test } = await loadImages()
      const evaluation = async () => evaluate(this.#model, test, trainer.options.test)
      this.#post({ type: 'evaluation', ...(await trainer.finalWeights.withAverage(evaluation)) })
    }
    this.#report(trainer)
    this.#post({ type: 'state', state: 'done' })
  }

  #afterStep(event: StepEvent, trainer: Trainer): void {
    this.#steps.push(event)
    const now = performance.now()
    if (trainer.paused || now - this.#reportedAt > REPORT_EVERY) this.#report(trainer)
    if (trainer.paused || now - this.#lookedAt > LOOK_EVERY) this.#look()
  }

  #report({ options: { epochs, train } }: Trainer): void {
    const step = this.#steps.at(-1)?.step
    if (step === undefined) return
    const figures = this.#steps.map(
      ({ loss, correct, samples }) => [loss, correct / samples] as [number, number],
    )
    this.#steps = []
    this.#reportedAt = performance.now()
    this.#post({ type: 'steps', step, of: epochs * train.length, figures })
  }

  #look(): void {
    this.#lookedAt = performance.now()
    this.#post({ type: 'filters', filters: filtersOf(this.#model) })
    this.read(this.#picture)
  }
}
