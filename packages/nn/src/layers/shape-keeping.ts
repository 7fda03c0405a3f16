import { Module } from '../module'

/** A layer whose output has the shape of its input, whatever that is. */
export abstract class ShapeKeeping extends Module {
  readonly keepsShape = true
}
