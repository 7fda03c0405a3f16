import { withRelaxedMadd } from './relaxed-madd'

/** A WebAssembly module as codegen ships it, for a memory that is not shared. */
export interface KernelModule {
  readonly name: string
  /** One character a byte, since base64 would hide from gzip what repeats. */
  readonly binary: string
  /** What was added to each byte, modulo 256. */
  readonly shift: number
  /** The position of the flags of its memory import. */
  readonly memoryFlags: number
  /**
   * Positions of multiplications that can be fused with the addition after them: the distance of each from
   * the one before, of the first from the beginning.
   */
  readonly fusable: readonly number[]
}

/** A compiled kernel: an export of a module that runs on addresses (bytes), strides (elements) and sizes. */
export interface CompiledKernel<Args = unknown> {
  readonly module: KernelModule
  /** Its index in the function table, and its name among the exports: `k` and the opcode. */
  readonly opcode: number
  /** The names of its parameters, with the types of those that are not words of 32 bits: `a rate:f64`. */
  readonly parameters: string
  /** Of type level only: the arguments by name. */
  readonly arguments?: Args
}

/** The form in which a module is compiled. */
export interface ModuleForm {
  /** Whether its memory can be shared with other threads. */
  readonly shared: boolean
  /** Whether products round once where they multiply and add; else they round twice. */
  readonly fused: boolean
}

/** Of the flags of a memory import: it has a maximum and is shared. */
const SHARED_WITH_MAXIMUM = 3

/** The bytes of a module in one of its forms. */
export function moduleBytes(
  { binary, shift, memoryFlags, fusable }: KernelModule,
  { shared, fused }: ModuleForm,
): Uint8Array<ArrayBuffer> {
  const shipped = new Uint8Array(binary.length)
  for (let i = 0; i < shipped.length; i++) shipped[i] = binary.charCodeAt(i) - shift
  const bytes = fused ? withRelaxedMadd(shipped, fusable) : shipped
  if (shared) bytes[memoryFlags] = SHARED_WITH_MAXIMUM
  return bytes
}

const compiled = new WeakMap<KernelModule, Map<string, WebAssembly.Module>>()

/** A module in one of its forms, compiled once. */
export function compiledModule(module: KernelModule, form: ModuleForm): WebAssembly.Module {
  const forms = compiled.get(module) ?? new Map<string, WebAssembly.Module>()
  compiled.set(module, forms)
  const key = `${form.shared} ${form.fused}`
  const known = forms.get(key) ?? new WebAssembly.Module(moduleBytes(module, form))
  forms.set(key, known)
  return known
}

type Parameter = readonly [name: string, type: 'i32' | 'f32' | 'f64']

const parsed = new WeakMap<CompiledKernel, readonly Parameter[]>()

/** The parameters of a kernel in order. */
export function parametersOf(kernel: CompiledKernel): readonly Parameter[] {
  let parameters = parsed.get(kernel)
  if (parameters === undefined) {
    parameters = kernel.parameters.split(' ').map((text) => {
      const [name, type = 'i32'] = text.split(':')
      return [name, type as Parameter[1]]
    })
    parsed.set(kernel, parameters)
  }
  return parameters
}
