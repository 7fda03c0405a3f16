export { callProblem, countProblem, type Signature } from './call'
export {
  anything,
  boolean,
  type Check,
  check,
  count,
  either,
  finite,
  func,
  integer,
  listOf,
  number,
  numberIn,
  oneOf,
  optional,
  orNull,
  string,
} from './check'
export { describe } from './describe'
export { isPlainObject, options } from './options'
