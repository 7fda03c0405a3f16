import { isRecording } from '../autograd/tape/graph'
import { currentExecutor, type Executor, withExecutor } from '../backend/executor'
import { emptyLike } from '../core/empty'
import { CaptureError } from '../core/errors'
import { memoryObserver, withMemoryObserver } from '../core/memory-observer'
import type { Storage } from '../core/storage'
import type { Tensor } from '../core/tensor'
import {
  argumentKey,
  checkArguments,
  checkTensors,
  copyArgument,
  inputsOf,
  originsOf,
  parametersOf,
} from './arguments'
import { traceDifference } from './compare-traces'
import { LeafGradients } from './leaf-gradients'
import type { OnReplay } from './on-replay'
import { Recorder } from './recorder'
import { type Compile, plainReplay, type Replay } from './replay'
import { type CaptureResult, outward, tensorsOf } from './results'
import { type Trace, writtenOutside } from './trace'

export interface CaptureOptions {
  /**
   * Is told after each replay how long its parts took, on the WebAssembly backend. Threads then read the
   * clock between parts, about 0.1 us each time; without it they do not.
   */
  readonly onReplay?: OnReplay
}

/** `capture` of the package's index, with what compiles the traces of a backend. */
export function captureWith<Args extends readonly Tensor[], Result extends CaptureResult>(
  compile: Compile,
  body: (...args: Args) => Result,
  { onReplay }: CaptureOptions = {},
): (...args: Args) => Result {
  const programs = new Map<string, Capture<Args, Result>>()
  return (...args) => {
    checkTensors(args)
    if (memoryObserver() !== null) return body(...args)
    const signature = `${isRecording()} ${args.map(argumentKey).join()}`
    let program = programs.get(signature)
    if (program === undefined) {
      program = new Capture(compile, body, args, onReplay)
      programs.set(signature, program)
    }
    return program.call(args)
  }
}

/** A first run may create what later runs find (optimizer state), so three runs must hold two alike. */
const MAX_RECORDED_RUNS = 3

/** A run that was recorded, and what it left behind. */
interface Run {
  readonly trace: Trace
  readonly gradients: LeafGradients
}

/** A function whose runs have agreed. */
interface Program<Result> {
  readonly executor: Executor
  readonly replay: Replay
  readonly gradients: LeafGradients
  /** Memory from outside that it writes. */
  readonly writes: ReadonlySet<Storage>
  /** Its results and gradients, made inside. */
  readonly kept: ReadonlySet<Storage>
  readonly result: Result
}

/** One captured function for one signature of arguments. */
class Capture<Args extends readonly Tensor[], Result extends CaptureResult> {
  readonly #compile: Compile
  readonly #body: (...args: Args) => Result
  /** What the arguments are copied into at each call. */
  readonly #inputs: readonly Tensor[]
  readonly #origins: ReturnType<typeof originsOf>
  readonly #onReplay: OnReplay | undefined
  #last: Run | null = null
  #runs = 0
  #program: Program<Result> | null = null

  constructor(
    compile: Compile,
    body: (...args: Args) => Result,
    args: Args,
    onReplay: OnReplay | undefined,
  ) {
    this.#compile = compile
    this.#body = body
    this.#onReplay = onReplay
    this.#inputs = inputsOf(args).map((input) => emptyLike(input))
    this.#origins = originsOf(args)
  }

  call(args: Args): Result {
    checkArguments(args)
    if (this.#program !== null && !isCurrent(this.#program)) {
      this.#program = null
      this.#last = null
      this.#runs = 0
    }
    if (this.#program !== null) checkUnwritten(args, this.#program.writes)
    inputsOf(args).forEach((input, i) => {
      copyArgument(this.#inputs[i], input)
    })
    return this.#program === null ? this.#record(args) : repeat(this.#program)
  }

  #record(args: Args): Result {
    const executor = currentExecutor()
    const recorder = new Recorder(executor)
    const before = this.#last?.gradients.now() ?? new Map()
    const result = withMemoryObserver(recorder, () =>
      withExecutor(recorder, () => {
        const parameters = parametersOf(this.#inputs, this.#origins)
        return this.#body(...(parameters as unknown as Args))
      }),
    )
    const results = tensorsOf(result)
    const trace = recorder.trace()
    const writes = writtenOutside(trace)
    this.#checkWrites(args, writes)
    const gradients = new LeafGradients(recorder.gradientLeaves, before)
    this.#runs++
    const difference =
      this.#last === null ? 'the first run' : traceDifference(this.#last.trace, trace)
    if (difference !== null && this.#runs >= MAX_RECORDED_RUNS) throw keepsChanging(difference)
    this.#last = difference === null ? null : { trace, gradients }
    const shown = outward(result)
    if (difference === null) {
      const kept = new Set([...results, ...gradients.left].map(({ storage }) => storage))
      const replay =
        this.#compile(executor, trace, kept, this.#onReplay) ?? plainReplay(trace, executor)
      this.#program = { executor, replay, gradients, writes, kept, result: shown }
    }
    return shown
  }

  #checkWrites(args: Args, writes: ReadonlySet<Storage>): void {
    const written = this.#inputs.findIndex(({ storage }) => writes.has(storage))
    if (written >= 0) {
      throw new CaptureError(
        `capture: the function writes to its argument ${written}, of which it sees a copy; write to a ` +
          'tensor from outside that is no argument, or return the new values',
      )
    }
    checkUnwritten(args, writes)
  }
}

/** Whether a replay would still do what the function would. */
function isCurrent({ executor, replay, gradients }: Program<unknown>): boolean {
  return executor === currentExecutor() && replay.isValid() && gradients.startAlike
}

function repeat<Result>({ replay, gradients, writes, kept, result }: Program<Result>): Result {
  replay.run()
  gradients.leave()
  for (const storage of writes) storage.version++
  for (const storage of kept) storage.version++
  return result
}

function checkUnwritten(args: readonly Tensor[], writes: ReadonlySet<Storage>): void {
  const at = args.findIndex(({ storage }) => writes.has(storage))
  if (at < 0) return
  throw new CaptureError(
    `capture: argument ${at} shares memory with a tensor that the function writes, but the function sees ` +
      'a copy of its arguments; use that tensor from outside, or pass a copy',
  )
}

function keepsChanging(difference: string): CaptureError {
  return new CaptureError(
    `capture: the function keeps changing: ${difference}. What changes from call to call (a batch, a ` +
      'learning rate) must come in as a tensor argument, or live in a tensor that is written between ' +
      'calls; gradients must be cleared inside the function',
  )
}
