import type { DatasetSpec } from './dataset-spec'
import { digits } from './digits'
import { fileSpec, gzMd5 } from './file-specs'

/**
 * QMNIST (Yadav and Bottou, 2019): MNIST made again from its source, with all 60,000 test digits.
 * Its labels are int32 in eight columns, of which the first is the class.
 */
export const qmnist: DatasetSpec = {
  name: 'qmnist',
  title: 'QMNIST',
  classes: digits,
  files: {
    trainImages: fileSpec(
      'qmnist-train-images-idx3-ubyte',
      [60_000, 28, 28],
      gzMd5('ed72d4157d28c017586c42bc6afe6370'),
    ),
    trainLabels: fileSpec(
      'qmnist-train-labels-idx2-int',
      [60_000, 8],
      gzMd5('0058f8dd561b90ffdd0f734c6a30e5e4'),
      4,
    ),
    testImages: fileSpec(
      'qmnist-test-images-idx3-ubyte',
      [60_000, 28, 28],
      gzMd5('1394631089c404de565df7b7aeaf9412'),
    ),
    testLabels: fileSpec(
      'qmnist-test-labels-idx2-int',
      [60_000, 8],
      gzMd5('5b5b05890a5e13444e108efe57b788aa'),
      4,
    ),
  },
  mirrors: ['https://raw.githubusercontent.com/facebookresearch/qmnist/master/'],
}
