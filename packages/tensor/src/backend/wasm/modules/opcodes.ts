/** Opcodes of the interpreter (assembly/interpreter.ts); those of kernels are greater. */
export const Opcode = {
  /** Ends the stream. */
  halt: 0,
  /** Waits for the other threads. */
  barrier: 1,
  /** Stores this thread's clock, in milliseconds as a float64, at an address. */
  clock: 2,
  /** Adds the module at an address, of a number of bytes, to the function table. */
  link: 3,
} as const
