import { Option } from 'commander'
import { datasetTitles } from '../settings/datasets'
import type { RecipeName } from '../settings/train-options'
import { charsetNames } from '../text/charset'
import {
  fraction,
  listOf,
  oneOf,
  pathOf,
  positiveNumber,
  repeated,
  shardOfSweep,
  wholeNumber,
} from './values'

// Each option is defined once, for parsing, help, configuration files and completion. The name of the
// value decides how a shell completes it: <file>, <dir>, or <path> for either.

/** Names of the recipes, repeated here so that --help does not load the nn package. */
const recipeNames = [
  'seed',
  'fast',
  'augmented',
  'best',
  'conv',
] as const satisfies readonly RecipeName[]

const largestSeed = 2 ** 32 - 1
const settings = 'Training:'
const keeping = 'Saving:'
const output = 'Output:'

const make = (group: string, flags: string, text: string): Option =>
  new Option(flags, text).helpGroup(group)

const takes = <T>(option: Option, parse: (text: string) => T): Option => option.argParser(parse)

export const recipe = (): Option =>
  make(settings, '--recipe <name>', 'network, optimizer and schedule (default: fast)').choices(
    recipeNames,
  )

export const epochs = (): Option =>
  takes(
    make(settings, '--epochs <n>', "passes over the training images (default: the recipe's)"),
    wholeNumber(1, 1e6),
  )

export const batchSize = (): Option =>
  takes(
    make(settings, '--batch-size <n>', "images per step (default: the recipe's)"),
    wholeNumber(1, 1e6),
  )

export const learningRate = (): Option =>
  takes(make(settings, '--lr <x>', "learning rate (default: the recipe's)"), positiveNumber)

export const seed = (): Option =>
  takes(
    make(settings, '--seed <n>', 'seed of all random numbers (default: 1)'),
    wholeNumber(0, largestSeed),
  )

export const dataset = (usual = 'mnist'): Option =>
  make(settings, '--dataset <name>', `data set (default: ${usual})`).choices(
    Object.keys(datasetTitles),
  )

export const dataDir = (): Option =>
  takes(
    make(settings, '--data-dir <dir>', "folder with the data set's four files, raw or .gz"),
    pathOf('folder'),
  )

export const limit = (): Option =>
  takes(
    make(settings, '--limit <n>', 'use only the first n training images'),
    wholeNumber(1, 1_000_000_000),
  )

export const until = (): Option =>
  takes(
    make(settings, '--until <accuracy>', 'stop at this test accuracy, such as 98%; otherwise fail'),
    fraction,
  )

export const threads = (): Option =>
  takes(
    make(settings, '--threads <n>', 'number of compute threads (default: all cores)'),
    wholeNumber(1, 256),
  )

export const ranks = (): Option =>
  takes(
    make(settings, '--ranks <n>', 'train on n processes of this machine, started by mpirun'),
    wholeNumber(1, 1024),
  )

export const parts = (): Option =>
  takes(
    make(settings, '--parts <n>', 'cut each batch into n parts (default: one for each rank)'),
    wholeNumber(1, 65_536),
  )

export const turbo = (): Option =>
  make(settings, '--turbo', 'use 256-bit vectors if results are identical (experimental)')

export const config = (): Option =>
  takes(
    make(
      settings,
      '--config <file>',
      'read options from a JSON file; the command line takes precedence',
    ),
    pathOf('file'),
  )

export const save = (): Option =>
  takes(
    make(keeping, '--save <dir>', 'save checkpoint and log of the run in this folder'),
    pathOf('folder'),
  )

export const resume = (): Option =>
  make(keeping, '--resume', 'resume the run saved in the folder of --save')

export const log = (): Option =>
  takes(
    make(keeping, '--log <file>', 'append the events to this file, one JSON object per line'),
    pathOf('file'),
  )

export const plain = (text = 'one line per epoch, no dashboard'): Option =>
  make(output, '--plain', text).conflicts('json')

export const json = (text = 'one JSON object per line'): Option => make(output, '--json', text)

export const charset = (): Option =>
  make(output, '--charset <name>', "characters for drawing (default: the terminal's)").choices(
    charsetNames,
  )

export const recipes = (): Option =>
  takes(
    make(settings, '--recipe <names>', `recipes: ${recipeNames.join(', ')} (default: fast)`),
    listOf(oneOf(recipeNames)),
  )
export const batchSizes = (): Option =>
  takes(
    make(settings, '--batch-size <list>', "images per step (default: the recipe's)"),
    listOf(wholeNumber(1, 1e6)),
  )
export const learningRates = (): Option =>
  takes(
    make(settings, '--lr <list>', "learning rates (default: the recipe's)"),
    listOf(positiveNumber),
  )
export const seeds = (): Option =>
  takes(
    make(settings, '--seeds <n>', 'runs of each setting, with seeds 1 to n (default: 3)'),
    wholeNumber(1, 1000),
  )

export const shard = (): Option =>
  takes(
    make(settings, '--shard <i/n>', 'run only every n-th combination, from the i-th on'),
    shardOfSweep,
  )

export const rankedLogs = (): Option =>
  make(
    output,
    '--rank <path...>',
    'rank the runs in these logs or folders, and train nothing',
  ).argParser(repeated('log or folder'))

export const model = (): Option =>
  takes(
    make(
      'Network:',
      '--model <path>',
      'a folder of train --save, or a .safetensors file',
    ).makeOptionMandatory(),
    pathOf('folder or file'),
  )
