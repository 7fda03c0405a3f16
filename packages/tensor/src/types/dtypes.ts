import type { DType, FloatDType } from '../core/dtype'
import type { Tensor } from '../core/tensor'

interface Promotions {
  bool: { [D in DType]: D }
  uint8: { [D in DType]: D extends 'bool' ? 'uint8' : D }
  int32: { [D in DType]: D extends FloatDType ? 'float64' : 'int32' }
  float32: { [D in DType]: D extends 'int32' | 'float64' ? 'float64' : 'float32' }
  float64: { [D in DType]: 'float64' }
}

/** The dtype that holds every value of both, as `promote` decides it. */
export type Promote<A extends DType, B extends DType> = Promotions[A][B]

/** The dtype of a real-valued function of `D`. */
export type FloatOf<D extends DType> = D extends FloatDType ? D : 'float64'

/** The dtype in which `D` is summed. */
type WideOf<D extends DType> = D extends FloatDType ? D : 'int32'

/** `D`, and int32 for bool. */
export type NumberOf<D extends DType> = D extends 'bool' ? 'int32' : D

// biome-ignore lint/suspicious/noExplicitAny: only with it does the compiler see through a generic dtype
type AnyTensor = Tensor<any, any>

/** The dtype of an operand alone. */
export type DTypeIn<X> = X extends AnyTensor ? X['dtype'] : X extends boolean ? 'bool' : 'float32'

/** The dtype of a real-valued function of an operand. */
export type FloatIn<X> = FloatOf<DTypeIn<X>>
/** The dtype in which an operand is summed. */
export type WideIn<X> = WideOf<DTypeIn<X>>

/** The dtype of an array beside a number or a boolean, whose value decides beside integers. */
type Beside<D extends DType, Value> = Value extends boolean ? D : D extends FloatDType ? D : DType

/** The dtype that two operands are promoted to. */
export type PromotedIn<A, B> = A extends AnyTensor
  ? B extends AnyTensor
    ? Promote<A['dtype'], B['dtype']>
    : Beside<A['dtype'], B>
  : B extends AnyTensor
    ? Beside<B['dtype'], A>
    : Beside<DTypeIn<A>, B>
