import type { SpareWords } from './batch-gradients'
import type { Ranks } from './ranks'

/** Sixteen bits of a number at a time, which a float32 holds exactly. */
const WORDS_OF_RATE = 4

/** What the ranks agreed on in the latest step. */
export interface AgreedRequests {
  readonly stop: 'step' | 'epoch' | null
  readonly rate: number | null
}

/**
 * Requests to end the run or to change the learning rate, which all ranks have to fulfil at the same
 * step. They travel in the vector that each step sums: any rank may ask for the end, rank 0 decides
 * about the rate.
 */
export class RankRequests implements SpareWords {
  readonly #ranks: Ranks
  #stop: 'step' | 'epoch' | null = null
  #rate: number | null = null
  #agreed: AgreedRequests = { stop: null, rate: null }

  constructor(ranks: Ranks) {
    this.#ranks = ranks
  }

  stop(after: 'step' | 'epoch'): void {
    this.#stop = after
  }

  setLearningRate(rate: number): void {
    if (this.#ranks.rank === 0) this.#rate = rate
  }

  write(words: Float32Array | Float64Array): void {
    words.fill(0)
    words[0] = Number(this.#stop === 'step')
    words[1] = Number(this.#stop === 'epoch')
    if (this.#rate === null) return
    words[2] = 1
    words.set(new Uint16Array(Float64Array.of(this.#rate).buffer), 3)
    this.#rate = null
  }

  read(words: Float32Array | Float64Array): void {
    const stop = words[0] > 0 ? 'step' : words[1] > 0 ? 'epoch' : null
    const bits = new Uint16Array(words.subarray(3, 3 + WORDS_OF_RATE))
    this.#agreed = { stop, rate: words[2] > 0 ? new Float64Array(bits.buffer)[0] : null }
  }

  /** What the step that was just taken agreed on; once. */
  take(): AgreedRequests {
    const agreed = this.#agreed
    this.#agreed = { stop: null, rate: null }
    return agreed
  }
}
