import { saveCheckpoint, type Trainer } from '@handwritten/nn'
import { fileProblem } from './file-problem'
import { checkpointPath } from './run-folder'

/** How a try to save went; `step` is the one that the file holds now, or null where there is no file. */
export type SaveEvent =
  | {
      readonly type: 'saved'
      readonly file: string
      readonly step: number
      /** Whether it was saved on request rather than at its regular time. */
      readonly asked?: true
    }
  | { readonly type: 'unsaved'; readonly message: string; readonly step: number | null }

/** Seconds between two saves within an epoch. */
const interval = 15

/** Keeps a run in its folder, each checkpoint over the one before; one is always whole. */
export class RunKeeper {
  readonly #file: string
  readonly #notes: Readonly<Record<string, string>>
  readonly #post: (event: SaveEvent) => void
  readonly #now: () => number
  #step: number | null
  #latest: Promise<void> = Promise.resolve()
  #isSaving = false
  #savedAt: number

  /**
   * @param options `notes` are kept in the file beside the run; `step` is that of the checkpoint in
   *   the folder, null where there is none; `now` is a clock in milliseconds
   */
  constructor(
    folder: string,
    options: {
      readonly notes: Readonly<Record<string, string>>
      readonly step: number | null
      readonly post: (event: SaveEvent) => void
      readonly now?: () => number
    },
  ) {
    const { notes, step, post, now = () => performance.now() } = options
    this.#file = checkpointPath(folder)
    this.#notes = notes
    this.#step = step
    this.#post = post
    this.#now = now
    this.#savedAt = now()
  }

  /** To be called after every step: saves now and then, beside the training. */
  afterStep(trainer: Trainer): void {
    if (this.#isSaving || this.#now() - this.#savedAt < 1000 * interval) return
    void this.save(trainer)
  }

  /** Saves the run as it is between two steps; resolves when that is done, or has failed and is told. */
  save(trainer: Trainer, asked = false): Promise<void> {
    this.#isSaving = true
    this.#latest = this.#latest.then(() => this.#write(trainer, asked))
    return this.#latest
  }

  async #write(trainer: Trainer, asked: boolean): Promise<void> {
    const { steps: step } = trainer.progress
    this.#savedAt = this.#now()
    try {
      await saveCheckpoint(trainer, this.#file, this.#notes)
      this.#step = step
      this.#post({ type: 'saved', file: this.#file, step, ...(asked && { asked }) })
    } catch (error) {
      const kept = this.#step === null ? '' : `; the checkpoint of step ${this.#step} is kept`
      const message = `${this.#file} cannot be written: ${fileProblem(error)}${kept}`
      this.#post({ type: 'unsaved', message, step: this.#step })
    }
    this.#isSaving = false
  }
}
