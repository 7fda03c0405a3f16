import { count } from '@handwritten/checks'
import { oneHot as oneHotTensor } from '@handwritten/tensor'
import { checkCall } from '../checks'
import type { Transform } from './transform'

/** Class numbers [m] as float32 [m, classes]: 1 in the column of the class, 0 elsewhere. */
export function oneHot(classes: number): Transform {
  checkCall('oneHot', arguments, { classes: count })
  return { apply: (labels) => oneHotTensor(labels, classes) }
}
