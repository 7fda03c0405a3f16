import type { PreparationStep } from '@handwritten/mnist-data'
import type { Settings } from './settings'

/** What the page asks of the worker. */
export type Command =
  | { readonly type: 'reset'; readonly settings: Settings; readonly threads: number | null }
  | { readonly type: 'train' | 'pause' | 'step' | 'fetch' }
  | { readonly type: 'draw'; readonly picture: ImageData | null }
  | { readonly type: 'save'; readonly format: 'safetensors' | 'onnx' }
  | { readonly type: 'load'; readonly bytes: Uint8Array<ArrayBuffer> }

/** An image that the network reads wrongly. */
export interface Mistake {
  readonly pixels: Uint8Array
  readonly label: number
  readonly predicted: number
  /** Of the wrong answer, from 0 to 1. */
  readonly confidence: number
}

/** How the test images are read after an epoch. */
export interface Reading {
  /** [true class][predicted class]. */
  readonly confusion: readonly (readonly number[])[]
  /** The surest wrong answers first. */
  readonly mistakes: readonly Mistake[]
}

/** What the worker tells the page. */
export type Message =
  | { readonly type: 'progress'; readonly received: number; readonly total: number }
  | { readonly type: 'data'; readonly problem: string | null }
  | {
      readonly type: 'network'
      readonly settings: Settings
      readonly parameters: number
      readonly threads: number
      readonly notice: string | null
    }
  | { readonly type: 'state'; readonly state: 'paused' | 'training' | 'done' }
  | {
      readonly type: 'steps'
      readonly step: number
      readonly of: number
      readonly losses: readonly number[]
      readonly accuracies: readonly number[]
    }
  | ({
      readonly type: 'epoch'
      readonly step: number
      readonly loss: number
      readonly accuracy: number
      readonly samplesPerSecond: number
    } & Reading)
  | { readonly type: 'filters'; readonly filters: readonly Float32Array[] }
  | {
      readonly type: 'drawn'
      readonly probabilities: readonly number[]
      readonly steps: readonly PreparationStep[]
      readonly problem: string | null
    }
  | { readonly type: 'file'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly message: string }
