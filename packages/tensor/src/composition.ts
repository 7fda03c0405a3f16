/*
 * The composition root: which backend is the default, what the names of backends mean, which compiler serves
 * which backend, and which operations are methods of a Tensor. No other file of the package connects these.
 */
import { anything, describe, func, optional, options } from '@handwritten/checks'
import { backward } from './autograd/backward'
import type { Backend } from './backend/backend'
import { currentExecutor, type Executor, setExecutor, setExecutorFactory } from './backend/executor'
import { reference } from './backend/reference/reference'
import { referenceExecutor } from './backend/reference/reference-executor'
import { compile } from './backend/wasm/compiler/compile'
import { isOwnWasm, wasmExecutor } from './backend/wasm/engine'
import { WasmExecutor } from './backend/wasm/wasm-executor'
import { type CaptureOptions, captureWith } from './capture/capture'
import type { OnReplay } from './capture/on-replay'
import type { Compile } from './capture/replay'
import type { CaptureResult } from './capture/results'
import { checkCall } from './core/check-call'
import { BackendError } from './core/errors'
import type { Tensor } from './core/tensor'
import { setTensorMethods } from './core/tensor-methods'
import { formatTensor } from './format/format-tensor'
import { backendFor, executorFor, missingMethod } from './kernels/backend-adapter'
import { add, divide, multiply, subtract } from './ops/arithmetic'
import { astype } from './ops/astype'
import { contiguousCopy } from './ops/copy'
import { matmul } from './ops/matmul'
import { mean } from './ops/mean'
import { permuteDims } from './ops/permute-dims'
import { reshape } from './ops/reshape'
import { slice } from './ops/slice'
import { sum } from './ops/sum'

setExecutorFactory((backend) => {
  if (backend === 'wasm') return wasmExecutor()
  if (backend === 'reference') return referenceExecutor
  if (backend !== null) {
    throw new BackendError(
      'setBackend: another copy of @handwritten/tensor set a backend of its own; call setBackend of this copy too',
    )
  }
  try {
    return wasmExecutor()
  } catch {
    return referenceExecutor
  }
})

setTensorMethods({
  add,
  subtract,
  multiply,
  divide,
  matmul,
  sum,
  mean,
  reshape,
  permuteDims,
  slice,
  astype,
  backward,
  contiguousCopy,
  format: formatTensor,
})

/**
 * The backend that operations compute with. Its methods run kernels as operations do: while a function is
 * captured they are recorded.
 */
export function currentBackend(): Backend {
  checkCall('currentBackend', arguments, {})
  const executor = currentExecutor()
  return executor === referenceExecutor ? reference : backendFor(executor)
}

const setBackendArguments = { backend: anything() }

/**
 * Computes with another backend from now on: `'wasm'` is the fast one, of WebAssembly kernels, and the
 * default where they run; `'reference'` is plain TypeScript. It holds for every copy of the package in the
 * process.
 * @throws BackendError when `'wasm'` is asked for where it does not run, or a name is unknown
 */
export function setBackend(backend: Backend | 'reference' | 'wasm'): void {
  checkCall('setBackend', arguments, setBackendArguments)
  const executor = executorNamed(backend)
  // Other copies make a backend of a name for themselves; they could not compute with that of this copy.
  const isReference = executor === referenceExecutor
  setExecutor(executor, isReference ? 'reference' : isOwnWasm(executor) ? 'wasm' : backend)
}

function executorNamed(backend: unknown): Executor {
  if (backend === 'wasm') return wasmExecutor()
  if (backend === 'reference' || backend === reference) return referenceExecutor
  const missing = missingMethod(backend)
  if (missing === null) return executorFor(backend as Backend)
  const found = missing === '' ? describe(backend) : `an object without the method ${missing}`
  throw new BackendError(`setBackend: expected 'wasm', 'reference' or a backend, found ${found}`)
}

const captureArguments = {
  body: func(),
  options: optional(options<CaptureOptions>({ onReplay: func<OnReplay>() })),
}

/**
 * Turns a function of tensors into one that replays. Its first calls with arguments of some shapes
 * and dtypes run the function and record its kernels; once two runs in a row agree, later calls
 * repeat those kernels on the same memory, without allocation and without running the function.
 * Parameters, optimizer state and whatever else lives outside is read and written where it is;
 * gradients, updates and random draws are part of the replay. The bits are those of the plain function.
 *
 * A replay returns the same tensors each time: read or copy them before the next call. Arguments are
 * copied in, so the function may not write to them; gradients do not flow through the function from
 * outside, so `backward` belongs inside. Called inside another captured function it is a part of that.
 * @throws CaptureError when the function reads a value, still changes in its third run, or does with
 * its arguments and results what a replay could not repeat
 */
export function capture<Args extends readonly Tensor[], Result extends CaptureResult>(
  body: (...args: Args) => Result,
  options: CaptureOptions = {},
): (...args: Args) => Result {
  checkCall('capture', arguments, captureArguments)
  return captureWith(compileForExecutor, body, options)
}

const compileForExecutor: Compile = (executor, trace, kept, onReplay) => {
  if (!(executor instanceof WasmExecutor)) return null
  const { residentStorage, currentPool } = executor
  return compile(trace, { kept, residentStorage, currentPool, onReplay })
}
