import {
  type DatasetName,
  type DatasetSplits,
  DownloadError,
  type ImageDataset,
  loadDataset,
  loadPath,
  stratifiedSplit,
  subset,
} from '@handwritten/mnist-data'
import { datasetTitle, isPublished } from '../settings/datasets'
import type { RunSettings } from '../settings/run-settings'
import { formatCount } from '../text/format'
import { RunFailure } from './failure'
import { fetchNews } from './fetch-news'
import type { RunEvent, WorkerInput } from './protocol'

/** The images of a run. */
export interface RunData extends DatasetSplits {
  /** Held out of the training images; absent without `--validation`. */
  readonly validation?: ImageDataset
}

/** The settings that decide which images a run has. */
export type DataSettings = Pick<RunSettings, 'dataset' | 'limit' | 'imageSize' | 'validation'> &
  Partial<Pick<RunSettings, 'seed'>>

/**
 * Loads the data of a run: the first `limit` training images, of which a part is held out for
 * validation or in place of the test images.
 * @param post receives messages about what is loaded
 * @throws RunFailure if a download fails or a setting does not suit the data; errors of the loaders
 */
export async function loadData(
  settings: DataSettings,
  { dataDir, holdOut }: Pick<WorkerInput, 'dataDir' | 'holdOut'>,
  post: (event: RunEvent) => void,
): Promise<RunData> {
  const { limit, validation, seed = 1 } = settings
  const { train, test } = isPublished(settings.dataset)
    ? await loadPublished(settings.dataset, dataDir, post)
    : await loadOwn(settings, dataDir, post)
  const used = limit === null || limit >= train.length ? train : subset(train, firstRows(limit))
  if (holdOut) return splitOff(used, 1 / 6, 0, ([train, test]) => ({ train, test }))
  if (validation === undefined) return { train: used, test }
  return splitOff(used, validation, seed, ([train, validation]) => ({ train, validation, test }))
}

async function loadPublished(
  dataset: DatasetName,
  dataDir: string | undefined,
  post: (event: RunEvent) => void,
): Promise<DatasetSplits> {
  return await loadDataset(dataset, {
    onProgress: fetchNews((reason) => post({ type: 'waiting', reason })),
    onWarning: ({ message }) => post({ type: 'log', text: message }),
    ...(dataDir !== undefined && { dir: dataDir }),
  }).catch((error) => {
    throw error instanceof DownloadError ? notDownloaded(dataset, error) : error
  })
}

async function loadOwn(
  { dataset, imageSize }: DataSettings,
  dataDir: string | undefined,
  post: (event: RunEvent) => void,
): Promise<DatasetSplits> {
  if (dataDir !== undefined)
    throw new RunFailure(
      'wrong-use',
      `--data-dir is the folder of a published set; omit it with --dataset ${dataset}`,
    )
  const { train, test, format } = await loadPath(dataset, imageSize ? { size: imageSize } : {})
  const [, height, width] = train.images.shape
  const words = { images: 'pictures', idx: 'IDX files', csv: 'CSV', npz: 'NumPy arrays' }
  post({
    type: 'log',
    text: `${dataset}: ${words[format]}, ${formatCount(train.length)} + ${formatCount(test.length)} images of ${height} x ${width} in ${train.classes.length} classes; not verified`,
  })
  return { train, test }
}

function notDownloaded(dataset: DatasetName, { attempts, hint }: DownloadError): RunFailure {
  const tried = attempts.map(({ url, detail }) => `${url}: ${detail}`).join('; ')
  return new RunFailure(
    'DOWNLOAD',
    `${datasetTitle(dataset)} could not be downloaded (${tried}); check the connection, or download its four files and give their folder with --data-dir${hint === '' ? '' : `; ${hint}`}`,
  )
}

const firstRows = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row)

/** Splits `part` of every class off a set, at random by `seed`. */
function splitOff<Result>(
  train: ImageDataset,
  part: number,
  seed: number,
  result: (parts: readonly [ImageDataset, ImageDataset]) => Result,
): Result {
  const [learned, held] = stratifiedSplit(train, [1 - part, part], { seed })
  if (learned!.length > 0 && held!.length > 0) return result([learned!, held!])
  throw new RunFailure(
    'wrong-use',
    `${formatCount(train.length)} training images are too few to hold out ${Number((100 * part).toPrecision(3))}%; hold out another part, or use more images`,
  )
}
