export type { Augmentation, PixelBatch } from './augment/augmentation'
export { cutout } from './augment/cutout'
export { type ElasticOptions, elastic } from './augment/elastic'
export { noise } from './augment/noise'
export { type AffineOptions, randomAffine } from './augment/random-affine'
export { RandomStream } from './augment/random-stream'
export type { CoordinateMap, SizedWarp, Warp } from './augment/warp'
export { warpAugmentation } from './augment/warp-augmentation'
export { type GunzipOptions, gunzip, isGzip } from './bytes/gunzip'
export { sha256 } from './bytes/sha256'
export { type DatasetName, datasetNames } from './catalog/catalog'
export type { FileRole } from './catalog/dataset-spec'
export { ImageDataset, type ImageDatasetFields } from './dataset/image-dataset'
export { type StratifiedSplitOptions, stratifiedSplit } from './dataset/stratified-split'
export { subset } from './dataset/subset'
export {
  type PreparationStep,
  type PreparedDigit,
  prepareDigit,
  preparePixels,
} from './digit/prepare-digit'
export type { DownloadOptions } from './download/download'
export type { DownloadProgress } from './download/progress'
export {
  CacheError,
  DataError,
  type DataErrorCode,
  DatasetError,
  type DownloadAttempt,
  DownloadError,
  type DownloadFailure,
  GzipError,
  IdxError,
  type IdxFault,
  ImageError,
  IntegrityError,
  MissingFilesError,
  PlatformError,
  ValueError,
  WrongDatasetError,
} from './errors'
export type { IdxArrays, IdxDType } from './idx/idx-type'
export { type IdxFile, parseIdx } from './idx/parse-idx'
export type { DecodeOptions } from './image/memory-limit'
export type { RawImage } from './image/raw-image'
export type { DatasetSplits } from './load/assemble'
export { loadDataset, loadMnist } from './load/load-dataset'
export { type IdxDatasetOptions, loadIdxDataset } from './load/load-idx-dataset'
export { type BalancedSamplerOptions, balancedSampler } from './loader/balanced-sampler'
export type { Batch } from './loader/batch-maker'
export {
  type BatchPass,
  DataLoader,
  type DataLoaderOptions,
  type LoaderCursor,
} from './loader/data-loader'
export type { Pass } from './loader/epochs'
export type { BatchMemory } from './loader/fill-batch'
export type { LoaderState } from './loader/loader-state'
export type { PartsOfBatch } from './loader/parts-of-batch'
export { Prefetch, type PrefetchOptions, type PrefetchSource, prefetch } from './loader/prefetch'
export { randomSampler } from './loader/random-sampler'
export type { Sampler } from './loader/sampler'
export { sequentialSampler } from './loader/sequential-sampler'
export { type WeightedSamplerOptions, weightedSampler } from './loader/weighted-sampler'
export { type DigitLinesOptions, digitLines } from './look/digit-lines'
export { imageAt, type PixelImage } from './look/pixel-image'
export { type SheetOptions, sheetPng } from './look/sheet'
export { type DatasetStatistics, datasetStatistics } from './look/statistics'
export { loadCsv } from './own/load-csv'
export { loadIdxFolder } from './own/load-idx-folder'
export { loadImageFolder } from './own/load-image-folder'
export { loadNpz } from './own/load-npz'
export { type DataFormat, loadPath } from './own/load-path'
export type { OwnDataOptions } from './own/own-data-options'
export { prepareImage } from './own/prepare-image'
export type { LoadOptions } from './source/load-options'
export { flatten } from './transform/flatten'
export { MNIST_MEAN, MNIST_STD, normalize } from './transform/normalize'
export { oneHot } from './transform/one-hot'
export { compose, Pipeline, type Step } from './transform/pipeline'
export { toFloat } from './transform/to-float'
export type { Pointwise, Transform } from './transform/transform'
