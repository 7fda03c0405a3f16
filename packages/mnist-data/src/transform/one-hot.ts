import { oneHot as oneHotTensor } from '@handwritten/tensor'
import type { Transform } from './transform'

/** Class numbers [m] as float32 [m, classes]: 1 in the column of the class, 0 elsewhere. */
export function oneHot(classes: number): Transform {
  return { apply: (labels) => oneHotTensor(labels, classes) }
}
