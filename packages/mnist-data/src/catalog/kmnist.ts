import type { DatasetSpec } from './dataset-spec'
import { gzMd5, mnistFiles } from './file-specs'

/** Kuzushiji-MNIST, cursive Japanese (CODH, 2018). */
export const kmnist: DatasetSpec = {
  name: 'kmnist',
  title: 'KMNIST',
  classes: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
  files: mnistFiles({
    trainImages: gzMd5('bdb82020997e1d708af4cf47b453dcf7'),
    trainLabels: gzMd5('e144d726b3acfaa3e44228e80efcd344'),
    testImages: gzMd5('5c965bf0a639b31b8f53240b1b52f4d7'),
    testLabels: gzMd5('7320c461ea6c1c855c0b718fb2a4b134'),
  }),
  mirrors: ['http://codh.rois.ac.jp/kmnist/dataset/kmnist/'],
}
