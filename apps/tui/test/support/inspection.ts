import type {
  NetworkEvent,
  PredictionsEvent,
  ProbabilitiesEvent,
  TestDataEvent,
} from '../../src/training/inspection/events'

/** Twenty test images of ten classes; the pixels of image n are all 10 n. */
export const testData: TestDataEvent = {
  type: 'testData',
  pixels: Uint8Array.from({ length: 20 * 784 }, (_, index) => 10 * Math.floor(index / 784)),
  rows: 28,
  columns: 28,
  labels: Int32Array.from({ length: 20 }, (_, image) => image % 10),
  classes: Array.from('0123456789'),
}

/** All right but images 4, 14 (fours taken for nines) and 7 (a seven taken for a one). */
export const predictions: PredictionsEvent = {
  type: 'predictions',
  step: 100,
  predicted: Uint8Array.from({ length: 20 }, (_, image) =>
    image % 10 === 4 ? 9 : image === 7 ? 1 : image % 10,
  ),
  confidence: Float32Array.from({ length: 20 }, (_, image) => 0.5 + image / 40),
}

export const probabilities: ProbabilitiesEvent = {
  type: 'probabilities',
  step: 120,
  image: 4,
  values: [0, 0, 0, 0, 0.25, 0, 0, 0, 0, 0.75],
}

const histogram = { min: -0.5, max: 0.25, counts: [1, 4, 9, 4, 1] }

export const network: NetworkEvent = {
  type: 'network',
  step: 100,
  layers: [
    {
      ...{ name: 'Linear(784, 256)', features: 256, parameters: 200_960, dead: null },
      ...{ weights: histogram, gradients: histogram, activations: histogram },
    },
    {
      ...{ name: 'ReLU', features: 256, parameters: 0, dead: 3 },
      ...{ weights: null, gradients: null, activations: histogram },
    },
  ],
  filters: { count: 256, rows: 28, columns: 28, values: new Uint8Array(256 * 784).fill(128) },
  maps: null,
}
