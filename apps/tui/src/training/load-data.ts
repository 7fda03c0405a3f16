import {
  type DatasetName,
  type DatasetSplits,
  DownloadError,
  loadDataset,
  stratifiedSplit,
  subset,
} from '@handwritten/mnist-data'
import { datasetTitles } from '../settings/datasets'
import type { RunSettings } from '../settings/run-settings'
import { RunFailure } from './failure'
import { fetchNews } from './fetch-news'
import type { RunEvent, WorkerInput } from './protocol'

/** The data of a run, cut to the images that it uses. `post` is told what is waited for. */
export async function loadData(
  { dataset, limit }: Pick<RunSettings, 'dataset' | 'limit'>,
  { dataDir, holdOut }: Pick<WorkerInput, 'dataDir' | 'holdOut'>,
  post: (event: RunEvent) => void,
): Promise<DatasetSplits> {
  const { train, test } = await loadDataset(dataset, {
    onProgress: fetchNews((reason) => post({ type: 'waiting', reason })),
    onWarning: ({ message }) => post({ type: 'log', text: message }),
    ...(dataDir !== undefined && { dir: dataDir }),
  }).catch((error) => {
    throw error instanceof DownloadError ? notDownloaded(dataset, error) : error
  })
  const used = limit === null || limit >= train.length ? train : subset(train, firstRows(limit))
  return holdOut ? holdOutOf(used) : { train: used, test }
}

function notDownloaded(dataset: DatasetName, { attempts, hint }: DownloadError): RunFailure {
  const tried = attempts.map(({ url, detail }) => `${url}: ${detail}`).join('; ')
  return new RunFailure(
    'DOWNLOAD',
    `${datasetTitles[dataset]} could not be downloaded (${tried}); check the connection, or fetch its four files by hand and give their folder with --data-dir${hint === '' ? '' : `; ${hint}`}`,
  )
}

const firstRows = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row)

// A sixth of the training images, the same for every run, in place of the test images, so that
// settings are not chosen by what they reach on those.
function holdOutOf(train: DatasetSplits['train']): DatasetSplits {
  const [learned, held] = stratifiedSplit(train, [5 / 6, 1 / 6])
  return { train: learned!, test: held! }
}
