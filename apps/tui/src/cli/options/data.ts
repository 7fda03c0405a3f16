import { existsSync } from 'node:fs'
import { InvalidArgumentError, type Option } from 'commander'
import { datasetTitles } from '../../settings/datasets'
import { openShare, imageSize as parseImageSize, pathOf, wholeNumber } from '../values'
import { groups, option, parsedBy, SuggestingOption } from './option'

const { data } = groups

export function dataset(usual = 'mnist'): Option {
  const names = Object.keys(datasetTitles)
  const text = `${names.join(', ')}, or the path of your own data: a folder of pictures, CSV, npz or IDX files (default: ${usual})`
  const made = new SuggestingOption('--dataset <path>', text).helpGroup(data).suggest(names)
  return parsedBy(made, datasetName)
}

function datasetName(text: string): string {
  if (Object.hasOwn(datasetTitles, text) || existsSync(text)) return text
  const names = Object.keys(datasetTitles).join(', ')
  throw new InvalidArgumentError(`Expected one of ${names}, or the path of a file or folder.`)
}

export const dataDir = (): Option =>
  parsedBy(
    option(data, '--data-dir <dir>', "folder with the published set's four files, raw or .gz"),
    pathOf('folder'),
  )

export const imageSize = (): Option =>
  parsedBy(
    option(data, '--image-size <size>', 'resize images of a path, such as 32 or 28x20'),
    parseImageSize,
  )

export const normalize = (): Option =>
  option(
    data,
    '--normalize <how>',
    "pixels by the training set's mean and deviation, by MNIST's, or not (default: auto)",
  ).choices(['auto', 'mnist', 'none'])

export const limit = (): Option =>
  parsedBy(
    option(data, '--limit <n>', 'use only the first n training images'),
    wholeNumber(1, 1_000_000_000),
  )

export const validation = (): Option =>
  parsedBy(
    option(data, '--validation <part>', 'training images held out for validation, such as 10%'),
    openShare,
  )
