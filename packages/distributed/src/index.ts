export { type ConnectOptions, connect } from './connect'
export {
  AbiError,
  DistributedError,
  type DistributedErrorCode,
  LibraryError,
  OptionError,
  RankError,
  SizeError,
  StateError,
} from './errors'
export { type Environment, type Family, findLauncher, type Launcher } from './launcher'
export type { Ranks } from './ranks'
export { treePairs } from './tree'
