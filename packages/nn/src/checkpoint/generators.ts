import { Generator } from '@handwritten/tensor'
import { fieldValues } from '../fields'
import type { Module } from '../module'
import { namedModules, nameInside } from '../module-tree'

/** The generators that a model's layers hold in their fields, such as Dropout's, by name. */
export function generatorsOf(root: Module): [string, Generator][] {
  return namedModules(root).flatMap(([path, module]) =>
    fieldValues(module)
      .filter((field): field is [string, Generator] => field[1] instanceof Generator)
      .map(([name, generator]): [string, Generator] => [nameInside(path, name), generator]),
  )
}
