import { Option } from 'commander'
import { datasetTitles } from '../settings/datasets'
import type { RecipeName } from '../settings/train-options'
import { charsetNames } from '../text/charset'
import { fraction, listOf, oneOf, pathOf, positiveNumber, wholeNumber } from './values'

// Each option is described once; parsing, help, configuration files and completion come from here.
// The name of its value says what it takes: <file>, <dir>, or <path> for either.

/** The recipes, written out so that help needs no loading. */
const recipeNames = ['seed', 'fast', 'augmented', 'best'] as const satisfies readonly RecipeName[]

const largestSeed = 2 ** 32 - 1
const settings = 'What is trained:'
const keeping = 'What is kept:'
const output = 'How it is shown:'

const make = (group: string, flags: string, text: string): Option =>
  new Option(flags, text).helpGroup(group)

const takes = <T>(option: Option, parse: (text: string) => T): Option => option.argParser(parse)

export const recipe = (): Option =>
  make(settings, '--recipe <name>', 'network, optimizer and schedule (default: fast)').choices(
    recipeNames,
  )

export const epochs = (): Option =>
  takes(
    make(settings, '--epochs <n>', "passes over the images (default: the recipe's)"),
    wholeNumber(1, 1e6),
  )

export const batchSize = (): Option =>
  takes(
    make(settings, '--batch-size <n>', "images in a step (default: the recipe's)"),
    wholeNumber(1, 1e6),
  )

export const learningRate = (): Option =>
  takes(make(settings, '--lr <x>', "learning rate (default: the recipe's)"), positiveNumber)

export const seed = (): Option =>
  takes(
    make(settings, '--seed <n>', 'the same seed gives the same run (default: 1)'),
    wholeNumber(0, largestSeed),
  )

export const dataset = (usual = 'mnist'): Option =>
  make(settings, '--dataset <name>', `which images (default: ${usual})`).choices(
    Object.keys(datasetTitles),
  )

export const dataDir = (): Option =>
  takes(
    make(settings, '--data-dir <dir>', "folder with the set's four files, raw or .gz"),
    pathOf('folder'),
  )

export const limit = (): Option =>
  takes(
    make(settings, '--limit <n>', 'only the first n training images'),
    wholeNumber(1, 1_000_000_000),
  )

export const until = (): Option =>
  takes(
    make(settings, '--until <accuracy>', 'end at this test accuracy, such as 98%; else fail'),
    fraction,
  )

export const threads = (): Option =>
  takes(
    make(settings, '--threads <n>', "threads that compute (default: the machine's)"),
    wholeNumber(1, 256),
  )

export const turbo = (): Option =>
  make(settings, '--turbo', '256-bit vectors, if they compute the same here (experimental)')

export const config = (): Option =>
  takes(
    make(settings, '--config <file>', 'options from a JSON file; those given here go before'),
    pathOf('file'),
  )

export const save = (): Option =>
  takes(
    make(keeping, '--save <dir>', 'keep the run in this folder: checkpoint and log'),
    pathOf('folder'),
  )

export const resume = (): Option =>
  make(keeping, '--resume', 'go on with the run that is kept in the folder of --save')

export const log = (): Option =>
  takes(
    make(keeping, '--log <file>', 'add the events to this file, a JSON object a line'),
    pathOf('file'),
  )

export const plain = (text = 'one line an epoch, no screen'): Option =>
  make(output, '--plain', text).conflicts('json')

export const json = (text = 'one JSON object a line'): Option => make(output, '--json', text)

export const charset = (): Option =>
  make(output, '--charset <name>', "characters to draw with (default: the terminal's)").choices(
    charsetNames,
  )

export const recipes = (): Option =>
  takes(
    make(settings, '--recipe <names>', `recipes, of ${recipeNames.join(', ')} (default: fast)`),
    listOf(oneOf(recipeNames)),
  )
export const batchSizes = (): Option =>
  takes(
    make(settings, '--batch-size <list>', "images in a step (default: the recipe's)"),
    listOf(wholeNumber(1, 1e6)),
  )
export const learningRates = (): Option =>
  takes(
    make(settings, '--lr <list>', "learning rates (default: the recipe's)"),
    listOf(positiveNumber),
  )
export const seeds = (): Option =>
  takes(
    make(settings, '--seeds <n>', 'runs of each setting, with the seeds 1 to n (default: 3)'),
    wholeNumber(1, 1000),
  )

export const model = (): Option =>
  takes(
    make(
      'The network:',
      '--model <path>',
      'folder of train --save, or a .safetensors file',
    ).makeOptionMandatory(),
    pathOf('folder or file'),
  )
