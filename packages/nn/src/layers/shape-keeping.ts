import { SingleInputLayer } from './single-input-layer'

/** A layer whose output has the shape of its input, whatever that is. */
export abstract class ShapeKeeping extends SingleInputLayer {
  readonly keepsShape = true
}
