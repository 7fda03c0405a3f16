import { Generator } from '@handwritten/tensor'
import type { Module } from '../module'

/** The generators that a model's layers hold in their fields, such as Dropout's, by name. */
export function generatorsOf(module: Module, prefix = ''): [string, Generator][] {
  const own = Object.entries(module).filter(
    (field): field is [string, Generator] => field[1] instanceof Generator,
  )
  return [
    ...own.map(([name, generator]): [string, Generator] => [`${prefix}${name}`, generator]),
    ...module.children().flatMap(([name, child]) => generatorsOf(child, `${prefix}${name}.`)),
  ]
}
