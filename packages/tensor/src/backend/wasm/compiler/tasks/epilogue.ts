import type { Tensor } from '../../../../core/tensor'
import type { MatrixOf } from './lowering'

/** What a product does with a finished sum; the codes are those of assembly/epilogue.ts. */
export type Epilogue =
  | { readonly name: 'store' | 'accumulate' | 'relu' }
  /** `bias` holds one contiguous number per column. */
  | { readonly name: 'add' | 'addRelu'; readonly bias: Tensor }
  /** `mask` has the shape of the product. */
  | { readonly name: 'mask'; readonly mask: MatrixOf }
  /** `rate` is a float64 tensor whose first element is the learning rate. */
  | { readonly name: 'descend'; readonly rate: Tensor }

/** How a sum s of a product becomes the element C (assembly/epilogue.ts). */
export const epilogueCodes = {
  /** C = s */
  store: 0,
  /** C = C + s */
  accumulate: 1,
  /** C = s + extra */
  add: 2,
  /** C = max(s + extra, 0) */
  addRelu: 3,
  /** C = max(s, 0) */
  relu: 4,
  /** C = extra > 0 ? s : 0 */
  mask: 5,
  /** C = C - rate * s, with the rate a float64 at the address `extra` */
  descend: 6,
} as const
