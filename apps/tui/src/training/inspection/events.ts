import type { PreparationStep, RawImage } from '@handwritten/mnist-data'

/** What the screen looks at beyond the run itself; the training thread computes nothing that is not looked at. */
export type Look =
  | { readonly at: 'nothing' }
  /** One test image, by number, and all predictions. */
  | { readonly at: 'image'; readonly image: number }
  | { readonly at: 'predictions' }
  | { readonly at: 'network' }
  | DrawingLook

/** A picture of one digit: raw pixels, or a PNG or JPEG file; null while there is nothing in it. */
export interface DrawingLook {
  readonly at: 'drawing'
  /** Told with what is found out about it. */
  readonly id: number
  readonly picture: RawImage | Uint8Array | null
}

/** What the training thread tells of the network while it is looked at. */
export type InspectionEvent =
  | TestDataEvent
  | PredictionsEvent
  | ProbabilitiesEvent
  | NetworkEvent
  | PreparedEvent
  | DrawnEvent

/** The test images, told once. */
export interface TestDataEvent {
  readonly type: 'testData'
  /** One byte a pixel, image by image, row by row; 0 is the background. */
  readonly pixels: Uint8Array
  readonly rows: number
  readonly columns: number
  /** Class number of each image. */
  readonly labels: Int32Array
  readonly classes: readonly string[]
}

/** What the network takes every test image for, after `step` steps. */
export interface PredictionsEvent {
  readonly type: 'predictions'
  readonly step: number
  /** The likeliest class of each image, and its probability. */
  readonly predicted: Uint8Array
  readonly confidence: Float32Array
}

/** What the network takes one test image for, after `step` steps. */
export interface ProbabilitiesEvent {
  readonly type: 'probabilities'
  readonly step: number
  readonly image: number
  /** One probability a class. */
  readonly values: readonly number[]
}

/** A picture made ready as the images of MNIST were, step by step; or why that cannot be. */
export interface PreparedEvent {
  readonly type: 'prepared'
  readonly id: number
  readonly steps: readonly PreparationStep[]
  /** Whether it was dark on light. */
  readonly inverted: boolean
  readonly problem: string | null
}

/** What the network takes the prepared picture for, after `step` steps. */
export interface DrawnEvent {
  readonly type: 'drawn'
  readonly id: number
  readonly step: number
  /** One probability a class. */
  readonly values: readonly number[]
}

/** How often values fall into each of equal parts of [min, max]. */
export interface Histogram {
  readonly min: number
  readonly max: number
  readonly counts: readonly number[]
}

/** One layer as it works on a sample of the training images. */
export interface LayerView {
  /** `Linear(784, 256)` */
  readonly name: string
  /** Width of the output. */
  readonly features: number
  readonly parameters: number
  /** Null for a layer without weights. */
  readonly weights: Histogram | null
  readonly gradients: Histogram | null
  readonly activations: Histogram
  /** Units that gave zero for every image of the sample; null where that is not asked. */
  readonly dead: number | null
}

/** Pictures of one size, one byte a pixel: 128 is zero, 0 and 255 are three standard deviations or more. */
export interface Pictures {
  readonly count: number
  readonly rows: number
  readonly columns: number
  readonly values: Uint8Array
}

/** The network's insides after `step` steps. */
export interface NetworkEvent {
  readonly type: 'network'
  readonly step: number
  readonly layers: readonly LayerView[]
  /** The first layer's weights, one picture a unit, or a kernel of a convolution. */
  readonly filters: Pictures
  /** Of a network that begins with a convolution: its outputs for the first training image, one a channel. */
  readonly maps: Pictures | null
}
