export { type GunzipOptions, gunzip, isGzip } from './bytes/gunzip'
export { sha256 } from './bytes/sha256'
export { type DatasetName, datasetNames } from './catalog/catalog'
export { ImageDataset, type ImageDatasetFields } from './dataset/image-dataset'
export {
  DataError,
  type DataErrorCode,
  DatasetError,
  GzipError,
  IdxError,
  type IdxFault,
  IntegrityError,
  MissingFilesError,
  PlatformError,
  ValueError,
  WrongDatasetError,
} from './errors'
export type { IdxArrays, IdxDType } from './idx/idx-type'
export { type IdxFile, parseIdx } from './idx/parse-idx'
export type { DatasetSplits } from './load/assemble'
export { type LoadOptions, loadDataset, loadMnist } from './load/load-dataset'
export { type Batch, DataLoader, type DataLoaderOptions } from './loader/data-loader'
export { MNIST_MEAN, MNIST_STD, type Normalization, normalize } from './transform/normalize'
