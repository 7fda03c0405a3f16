import type { Tensor } from '@handwritten/tensor'
import type { Module } from '../../module'
import type { Graph } from './graph'

/** Where a layer's nodes go, and what it is called. */
export interface Place {
  readonly graph: Graph
  /** The layer's name in the model, such as `2`; its constants are named after it. */
  readonly name: string
  /** What flows in: its name in the graph, and an example of its shape and dtype. */
  readonly input: string
  readonly example: Tensor
}

/** Adds the nodes of a layer to the graph and returns the name of their result. */
export type Translation<Layer extends Module = Module> = (layer: Layer, place: Place) => string

/** A class of layers beside its translation. */
export type Entry = readonly [layer: abstract new (...args: never[]) => Module, Translation]

/** Ties a class of layers to the translation of its instances. */
export function entry<Layer extends Module>(
  layer: abstract new (...args: never[]) => Layer,
  translation: Translation<Layer>,
): Entry {
  return [layer, translation as Translation]
}
