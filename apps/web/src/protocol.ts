import type { PreparationStep } from '@handwritten/mnist-data'
import type { Settings } from './settings'

/** What the page asks of the worker. */
export type Command =
  | { readonly type: 'reset'; readonly settings: Settings; readonly threads: number | null }
  | { readonly type: 'fetch' | 'train' | 'pause' | 'step' }
  | { readonly type: 'draw'; readonly picture: ImageData | null }
  | { readonly type: 'save'; readonly format: 'safetensors' | 'onnx' }
  | { readonly type: 'load'; readonly bytes: Uint8Array<ArrayBuffer> }

/** An image that the network reads wrongly; the confidence, from 0 to 1, is that of the wrong answer. */
export interface Mistake {
  readonly pixels: Uint8Array
  readonly label: number
  readonly predicted: number
  readonly confidence: number
}

/** What the worker reports, by type. */
export interface Reports {
  progress: { readonly received: number; readonly total: number }
  data: { readonly problem: string | null }
  network: { readonly facts: string }
  state: { readonly state: 'paused' | 'training' | 'done' }
  /** Losses and accuracies of the steps since the last report; `step` is the latest of `of` steps. */
  steps: {
    readonly step: number
    readonly of: number
    readonly figures: readonly [number, number][]
  }
  epoch: { readonly step: number; readonly loss: number; readonly accuracy: number }
  /** Counts as [true class][predicted class], and the wrong answers with the highest confidence. */
  evaluation: { readonly confusion: number[][]; readonly mistakes: readonly Mistake[] }
  /** Weights [28 x 28] from the pixels to the first units. */
  filters: { readonly filters: readonly Float32Array[] }
  drawn: {
    readonly probabilities: number[]
    readonly steps: readonly PreparationStep[]
    readonly problem?: string
  }
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The settings of the network whose weights were loaded. */
  loaded: { readonly settings: Settings }
  failed: { readonly problem: string }
}

/** A report as it is posted. */
export type Report = { [T in keyof Reports]: { readonly type: T } & Reports[T] }[keyof Reports]
