/*
 * The composition root: which backend is the default, what the names of backends mean, which compiler serves
 * which backend, and which operations are methods of a Tensor. No other file of the package connects these.
 */
import { backward } from './autograd/backward'
import type { Backend } from './backend/backend'
import { currentExecutor, type Executor, setDefaultExecutor, setExecutor } from './backend/executor'
import { reference } from './backend/reference/reference'
import { referenceExecutor } from './backend/reference/reference-executor'
import { compile } from './backend/wasm/compiler/compile'
import { wasmExecutor } from './backend/wasm/engine'
import { WasmExecutor } from './backend/wasm/wasm-executor'
import { type CaptureOptions, captureWith } from './capture/capture'
import type { Compile } from './capture/replay'
import type { CaptureResult } from './capture/results'
import { BackendError } from './core/errors'
import type { Tensor } from './core/tensor'
import { setTensorMethods } from './core/tensor-methods'
import { formatTensor } from './format/format-tensor'
import { backendFor, executorFor } from './kernels/backend-adapter'
import { add, divide, multiply, subtract } from './ops/arithmetic'
import { astype } from './ops/astype'
import { contiguousCopy } from './ops/copy'
import { matmul } from './ops/matmul'
import { mean } from './ops/mean'
import { permuteDims } from './ops/permute-dims'
import { reshape } from './ops/reshape'
import { slice } from './ops/slice'
import { sum } from './ops/sum'

setDefaultExecutor(() => {
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
  const executor = currentExecutor()
  return executor === referenceExecutor ? reference : backendFor(executor)
}

/**
 * Computes with another backend from now on: `'wasm'` is the fast one, of WebAssembly kernels, and the
 * default where they run; `'reference'` is plain TypeScript.
 * @throws BackendError when `'wasm'` is asked for where it does not run, or a name is unknown
 */
export function setBackend(backend: Backend | 'reference' | 'wasm'): void {
  setExecutor(executorNamed(backend))
}

function executorNamed(backend: Backend | 'reference' | 'wasm'): Executor {
  if (backend === 'wasm') return wasmExecutor()
  if (backend === 'reference' || backend === reference) return referenceExecutor
  if (typeof backend === 'object') return executorFor(backend)
  throw new BackendError(`setBackend: expected 'wasm', 'reference' or a backend, found ${backend}`)
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
  return captureWith(compileForExecutor, body, options)
}

const compileForExecutor: Compile = (executor, trace, kept, onReplay) => {
  if (!(executor instanceof WasmExecutor)) return null
  const { residentStorage, currentPool } = executor
  return compile(trace, { kept, residentStorage, currentPool, onReplay })
}
