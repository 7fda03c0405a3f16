import type { DatasetSpec } from './dataset-spec'
import { gzMd5, mnistFiles } from './file-specs'

/** Fashion-MNIST of Zalando Research (2017); the MD5 digests are those of its README. */
export const fashion: DatasetSpec = {
  name: 'fashion',
  title: 'Fashion-MNIST',
  classes: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  files: mnistFiles({
    trainImages: {
      sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      ...gzMd5('8d4fb7e6c68d591d4c3dfef9ec88bf0d'),
    },
    trainLabels: {
      sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      ...gzMd5('25c81989df183df01b3e8a0aad5dffbe'),
    },
    testImages: {
      sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      ...gzMd5('bef4ecab320f06d8554ea6380940ec79'),
    },
    testLabels: {
      sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
      ...gzMd5('bb300cfdad3c16e7a12a480ee83cd310'),
    },
  }),
  mirrors: [
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  ],
}
