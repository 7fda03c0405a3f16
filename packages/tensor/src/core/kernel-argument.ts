import type { TypedArray } from './dtype'
import type { ConvolutionGeometry, PoolWindows } from './picture-geometry'
import type { Tensor } from './tensor'

/** A function outside a program that reads and changes elements in place, such as a sum over processes. */
export type Exchange = (values: TypedArray) => void

/** Numbers by name. */
type PlainData = ConvolutionGeometry | PoolWindows

/** An argument of a kernel: a tensor, null for an absent one, or a plain value. */
export type KernelArgument = Tensor | Exchange | PlainData | string | number | boolean | null

export type KernelArguments = readonly KernelArgument[]
