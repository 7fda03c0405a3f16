import { LayerError } from '../errors'
import { Module } from '../module'
import { describe, isTensor } from '../tensors'

/** A layer whose `forward` takes exactly one tensor. */
export abstract class SingleInputLayer extends Module {
  /** @throws LayerError unless there is one input and it is a tensor */
  protected override checkInputs(inputs: readonly unknown[]): void {
    if (inputs.length !== 1) {
      throw new LayerError(`${this} takes one input, but was called with ${inputs.length}`)
    }
    if (isTensor(inputs[0])) return
    throw new LayerError(
      `${this} takes a tensor, but was called with ${describe(inputs[0])}; make one with tensor(...)`,
    )
  }
}
