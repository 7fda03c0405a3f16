export { dataDir, dataset, imageSize, limit, normalize, validation } from './data'
export { savedModel } from './network'
export { groups, option, parsedBy, SuggestingOption } from './option'
export { charset, json, log, plain, resume, save } from './output'
export { changesOf, recipeOptions, settingKeys, sweepOptions } from './recipe'
export {
  config,
  earlyStopping,
  keepBest,
  parts,
  rankedLogs,
  ranks,
  seed,
  seeds,
  shard,
  threads,
  turbo,
  until,
} from './training'
