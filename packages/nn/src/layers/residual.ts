import { add, type Tensor } from '@handwritten/tensor'
import type { Module } from '../module'
import { ShapeKeeping } from './shape-keeping'

/** `x + inner(x)`: the gradient of the output reaches the input unchanged, beside the way through `inner`. */
export class Residual extends ShapeKeeping {
  readonly inner: Module

  /** @param inner a module whose output has the shape of its input */
  constructor(inner: Module) {
    super()
    this.inner = inner
  }

  forward(x: Tensor): Tensor {
    return add(x, this.inner.call(x))
  }

  override toString(): string {
    return `Residual(${this.inner})`
  }
}
