import type {
  Binding,
  ForeignFunction,
  ForeignLibrary,
  ForeignType,
  Pointer,
} from './foreign-library'

/** The part of Node's `node:ffi` that is used here. */
interface NodeFfi {
  readonly DynamicLibrary: new (path: string) => DynamicLibrary
  getRawPointer(view: ArrayBufferView): Pointer
}

interface DynamicLibrary {
  getSymbol(name: string): Pointer
  getFunction(
    name: string,
    signature: { return: string; arguments: readonly string[] },
  ): ForeignFunction
}

/** Node 26 and newer open libraries themselves; null where the running Node does not. */
export function nodeFfi(): Binding | null {
  const ffi = withoutWarnings(() => process.getBuiltinModule('node:ffi')) as NodeFfi | undefined
  return ffi === undefined ? null : { name: 'node:ffi', open: (path) => open(ffi, path) }
}

function open(ffi: NodeFfi, path: string): ForeignLibrary {
  const library = new ffi.DynamicLibrary(path)
  return {
    binding: 'node:ffi',
    hasSymbol(name) {
      try {
        return library.getSymbol(name) !== 0n
      } catch {
        return false
      }
    },
    symbol: (name) => library.getSymbol(name),
    function: (name, parameters) =>
      library.getFunction(name, { return: 'int32', arguments: parameters.map(typeName) }),
    address: (view) => ffi.getRawPointer(view),
  }
}

function typeName(type: ForeignType): string {
  return type === 'int' ? 'int32' : 'pointer'
}

/** Loads the module without Node's notice that it is experimental, which every rank would print. */
function withoutWarnings<Result>(load: () => Result): Result {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}
