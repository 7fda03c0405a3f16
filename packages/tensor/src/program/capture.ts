import { currentBackend, withBackend } from '../backend/current'
import { emptyLike } from '../empty'
import { CaptureError } from '../errors'
import { copyInto } from '../ops/in-place'
import type { Storage } from '../storage'
import { Tensor } from '../tensor'
import { traceDifference } from './compare-traces'
import { withMemoryObserver } from './observer'
import { Recorder } from './recorder'
import { isCompiling, plainReplay, type Replay } from './replay'
import type { Trace } from './trace'

/** What a captured function may return: a tensor, or tensors by name. */
export type CaptureResult = Tensor | Readonly<Record<string, Tensor>>

/**
 * Turns a function of tensors into one that replays. Its first calls with arguments of some shapes
 * and dtypes run the function and record its kernels; once two runs in a row agree, later calls
 * repeat those kernels on the same memory, without allocation and without running the function.
 * Parameters, optimizer state and whatever else lives outside is read and written where it is;
 * gradients, updates and random draws are part of the replay. The bits are those of the plain function.
 *
 * A replay returns the same tensors each time: read or copy them before the next call.
 * @throws CaptureError when the function reads a value, or still changes in its third run.
 */
export function capture<Args extends readonly Tensor[], Result extends CaptureResult>(
  body: (...args: Args) => Result,
): (...args: Args) => Result {
  const programs = new Map<string, Capture<Args, Result>>()
  return (...args) => {
    const signature = args.map((arg) => `${arg.dtype}[${arg.shape}]`).join()
    let program = programs.get(signature)
    if (program === undefined) {
      program = new Capture(body, args)
      programs.set(signature, program)
    }
    return program.call(args)
  }
}

/** A first run may create what later runs find (optimizer state), so three runs must hold two alike. */
const MAX_RECORDED_RUNS = 3

/** One captured function for one signature of arguments. */
class Capture<Args extends readonly Tensor[], Result extends CaptureResult> {
  readonly #body: (...args: Args) => Result
  readonly #inputs: Args
  #last: Trace | null = null
  #runs = 0
  #replay: Replay | null = null
  #result: Result | null = null

  constructor(body: (...args: Args) => Result, args: Args) {
    this.#body = body
    this.#inputs = args.map((arg) => emptyLike(arg)) as unknown as Args
  }

  call(args: Args): Result {
    args.forEach((arg, i) => {
      copyInto(this.#inputs[i], arg)
    })
    if (this.#replay === null || this.#result === null) return this.#record()
    if (!this.#replay.isValid()) {
      this.#replay = null
      this.#last = null
      this.#runs = 0
      return this.#record()
    }
    this.#replay.run()
    return this.#result
  }

  #record(): Result {
    const backend = currentBackend()
    const recorder = new Recorder(backend)
    const result = withMemoryObserver(recorder, () =>
      withBackend(recorder.backend, () => this.#body(...this.#inputs)),
    )
    if (result instanceof Promise) {
      throw new CaptureError(
        'capture: expected a synchronous function, found one that returns a promise',
      )
    }
    const trace = recorder.trace()
    this.#runs++
    const difference = this.#last === null ? 'the first run' : traceDifference(this.#last, trace)
    if (difference === null) {
      const kept = keptStorages(result, recorder)
      this.#replay = isCompiling(backend)
        ? backend.compile(trace, kept)
        : plainReplay(trace, backend)
      this.#result = result
    } else if (this.#runs === MAX_RECORDED_RUNS) {
      throw new CaptureError(
        `capture: the function keeps changing: ${difference}. What changes from call to call (a batch, a ` +
          'learning rate) must come in as a tensor argument, or live in a tensor that is written between ' +
          'calls; gradients must be cleared inside the function',
      )
    }
    this.#last = difference === null ? null : trace
    return result
  }
}

/** Memory that outlasts a run: its results, and gradients that leaves still hold. */
function keptStorages(result: CaptureResult, { gradientLeaves }: Recorder): Set<Storage> {
  const results = result instanceof Tensor ? [result] : Object.values(result)
  const gradients = [...gradientLeaves].flatMap(({ grad }) => (grad === null ? [] : [grad]))
  return new Set([...results, ...gradients].map(({ storage }) => storage))
}
