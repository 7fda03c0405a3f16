import { FormatError } from '../core/errors'
import { formatShape, isCount, type Shape } from '../core/shape'

/** As many as NumPy allows. */
const maxAxes = 64

/** The number of elements, after checking that the shape of a file can be one. */
export function checkedSize(what: string, shape: Shape): number {
  if (shape.length > maxAxes) {
    throw new FormatError(`${what}: ${shape.length} axes are more than ${maxAxes}`)
  }
  const size = shape.reduce((product, length) => product * length, 1)
  const whole = [...shape, size].every(isCount)
  if (!whole) throw new FormatError(`${what}: impossible shape ${formatShape(shape)}`)
  return size
}
