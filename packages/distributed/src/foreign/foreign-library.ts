/** An address in memory. */
export type Pointer = bigint

/** Types of a C function's arguments and of its result. */
export type ForeignType = 'int' | 'pointer'

/** A C function that returns an int. */
export type ForeignFunction = (...args: (number | Pointer)[]) => number

/** A shared library that was opened at run time. */
export interface ForeignLibrary {
  /** What it was opened with, such as `koffi 3.3.4`. */
  readonly binding: string
  hasSymbol(name: string): boolean
  /** The address of a symbol. */
  symbol(name: string): Pointer
  /** @throws Error when the library has no such function */
  function(name: string, parameters: readonly ForeignType[]): ForeignFunction
  /** The address of a view's first byte. Its memory must not be moved or freed while it is used. */
  address(view: ArrayBufferView): Pointer
}

/** Opens shared libraries by path or by name. */
export interface Binding {
  readonly name: 'node:ffi' | 'koffi'
  /** @throws Error with the loader's reason when the library cannot be opened */
  open(path: string): ForeignLibrary
}
