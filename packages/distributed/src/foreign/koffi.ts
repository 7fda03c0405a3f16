import type {
  Binding,
  ForeignFunction,
  ForeignLibrary,
  ForeignType,
  Pointer,
} from './foreign-library'

/** The part of koffi that is used here. */
interface Koffi {
  readonly version: string
  load(path: string): KoffiLibrary
  address(value: unknown): Pointer
}

interface KoffiLibrary {
  func(name: string, result: string, parameters: readonly string[]): ForeignFunction
  symbol(name: string, type: string): unknown
}

/** The optional peer dependency koffi; null where it is not installed. */
export async function koffi(): Promise<Binding | null> {
  try {
    const module: { default: Koffi } = await import('koffi')
    return { name: 'koffi', open: (path) => open(module.default, path) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    return null
  }
}

function open(koffi: Koffi, path: string): ForeignLibrary {
  const library = koffi.load(path)
  return {
    binding: `koffi ${koffi.version}`,
    hasSymbol(name) {
      try {
        return Boolean(library.symbol(name, 'int'))
      } catch {
        return false
      }
    },
    symbol: (name) => koffi.address(library.symbol(name, 'int')),
    function: (name, parameters) => library.func(name, 'int', parameters.map(typeName)),
    address: (view) => koffi.address(view),
  }
}

function typeName(type: ForeignType): string {
  return type === 'int' ? 'int' : 'void *'
}
