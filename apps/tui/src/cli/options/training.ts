import type { Option } from 'commander'
import { fraction, pathOf, repeated, shardOfSweep, wholeNumber } from '../values'
import { groups, option, parsedBy } from './option'

const largestSeed = 2 ** 32 - 1
const { training } = groups

export const seed = (): Option =>
  parsedBy(
    option(training, '--seed <n>', 'seed of all random numbers (default: 1)'),
    wholeNumber(0, largestSeed),
  )

export const seeds = (): Option =>
  parsedBy(
    option(training, '--seeds <n>', 'runs of each setting, with seeds 1 to n (default: 3)'),
    wholeNumber(1, 1000),
  )

export const until = (): Option =>
  parsedBy(
    option(
      training,
      '--until <accuracy>',
      'stop at this test accuracy, such as 98%; otherwise fail',
    ),
    fraction,
  )

export const earlyStopping = (): Option =>
  parsedBy(
    option(training, '--early-stopping <n>', 'stop after n epochs without a lower validation loss'),
    wholeNumber(1, 1e6),
  )

export const keepBest = (): Option =>
  option(training, '--keep-best', 'end with the weights of the lowest validation loss')

export const threads = (): Option =>
  parsedBy(
    option(training, '--threads <n>', 'number of compute threads (default: all cores)'),
    wholeNumber(1, 256),
  )

export const ranks = (): Option =>
  parsedBy(
    option(training, '--ranks <n>', 'train on n processes of this machine, started by mpirun'),
    wholeNumber(1, 1024),
  )

export const parts = (): Option =>
  parsedBy(
    option(training, '--parts <n>', 'cut each batch into n parts (default: one for each rank)'),
    wholeNumber(1, 65_536),
  )

export const shard = (): Option =>
  parsedBy(
    option(training, '--shard <i/n>', 'run only every n-th combination, from the i-th on'),
    shardOfSweep,
  )

export const rankedLogs = (): Option =>
  option(
    groups.output,
    '--rank <path...>',
    'rank the runs in these logs or folders, and train nothing',
  ).argParser(repeated('log or folder'))

export const turbo = (): Option =>
  option(training, '--turbo', 'use 256-bit vectors if results are identical (experimental)')

export const config = (): Option =>
  parsedBy(
    option(
      training,
      '--config <file>',
      'read options from a JSON file; the command line takes precedence',
    ),
    pathOf('file'),
  )
