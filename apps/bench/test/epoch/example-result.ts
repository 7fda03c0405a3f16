import type { EpochResult, SubjectRounds } from '../../src/epoch/epoch-result.ts'

/** A subject that took `seconds` in each of five rounds and computed what the seed's network computes. */
export function subject(
  name: string,
  seconds: number,
  fields: Partial<SubjectRounds> = {},
): SubjectRounds {
  return {
    name,
    ours: false,
    setting: '1 thread',
    library: 'numpy 1.24.2',
    kernels: 'OpenBLAS SkylakeX',
    seconds: [1, 1.02, 0.98, 1.01, 0.99].map((factor) => factor * seconds),
    early: { loss: 1.17, lossAfter: 0.67 },
    losses: Array(5).fill(0.44),
    lossesAfter: Array(5).fill(0.266),
    peakMemory: 300 * 2 ** 20,
    ...fields,
  }
}

/** Half an epoch: two of ours, a float64 reference, a faster peer and one that computes something else. */
export const exampleResult: EpochResult = {
  bench: 'epoch',
  format: 1,
  conditions: {
    date: '2026-11-23T23:00:00.000Z',
    processor: 'Example CPU',
    cores: 2,
    memory: '8 GiB',
    platform: 'linux x64',
    node: 'v26.10.0',
    flags: '',
    revision: 'abc1234',
    loadBefore: 0.1,
  },
  stolen: 0.012,
  workload: {
    recipe: 'seed',
    dataset: 'MNIST',
    sizes: [784, 256, 64, 10],
    batchSize: 64,
    learningRate: 0.01,
    samples: 60000,
    stepsPerEpoch: 938,
    steps: 469,
    seed: 1,
  },
  subjects: [
    subject('handwritten', 2, { ours: true, setting: 'reference backend', library: 'node v26' }),
    subject('handwritten', 1, { ours: true, setting: 'wasm backend', library: 'node v26' }),
    subject('NumPy float64', 3),
    subject('NumPy float32', 0.5, { losses: Array(5).fill(0.4400002) }),
    subject('Other rate', 0.1, { lossesAfter: Array(5).fill(0.27) }),
  ],
  skipped: [{ name: 'PyTorch eager', reason: 'no python3 with torch was found' }],
}
