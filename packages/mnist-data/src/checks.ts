import {
  anything,
  type Check,
  callProblem,
  check,
  isPlainObject,
  options,
  type Signature,
} from '@handwritten/checks'
import { type FloatDType, type Generator, Tensor } from '@handwritten/tensor'
import { type FileRole, fileRoles } from './catalog/dataset-spec'
import type { ImageDataset } from './dataset/image-dataset'
import { ValueError } from './errors'
import type { OwnDataOptions } from './own/own-data-options'

/**
 * Checks the arguments of a call, `arguments` in its body, in their order.
 *
 * @throws ValueError that names the function or class and the argument or option
 */
export function checkCall(
  operation: string,
  values: ArrayLike<unknown>,
  signature: Signature,
): void {
  const problem = callProblem(values, signature)
  if (problem !== undefined) throw new ValueError(`${operation}: ${problem}`)
}

/** Any number, NaN included, whose range the function itself checks. */
export const someNumber: Check<number> = /* @__PURE__ */ check(
  'a number',
  (value) => typeof value === 'number',
)

export const tensorCheck: Check<Tensor> = /* @__PURE__ */ check(
  'a tensor (make arrays into tensors with tensor(...))',
  (value) => value instanceof Tensor,
)

export const generatorCheck: Check<Generator> = /* @__PURE__ */ withMethods('a Generator', [
  'uniform',
  'permutation',
  'split',
])

export const floatCheck: Check<FloatDType> = /* @__PURE__ */ check(
  "'float32' or 'float64'",
  (value) => value === 'float32' || value === 'float64',
)

/** A set of images, of this copy of the package or of another one. */
export const datasetCheck: Check<ImageDataset> = /* @__PURE__ */ check(
  'an ImageDataset, such as `train` of `await loadMnist()`',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'images' in value &&
    'labels' in value &&
    'classes' in value,
)

/** Numbers by index: an array or a typed array of any realm. */
export const numbersCheck: Check<ArrayLike<number>> = /* @__PURE__ */ check(
  'an array of numbers',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'length' in value &&
    Number.isSafeInteger(value.length) &&
    Array.prototype.every.call(value, (item) => typeof item === 'number'),
)

/** The bytes of a file, of this realm or of another. */
export const bytesCheck: Check<Uint8Array> = /* @__PURE__ */ check(
  'bytes in a Uint8Array',
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
)

/** Options of the loaders of data that is not a published set. */
export const ownDataOptions = /* @__PURE__ */ options<OwnDataOptions>({
  size: anything<OwnDataOptions['size'] & {}>(),
  testFraction: someNumber,
  seed: someNumber,
  classes: anything<readonly string[]>(),
  title: check<string>('a string', (value) => typeof value === 'string'),
})

/** An object with these methods. */
export function withMethods<T>(expected: string, names: readonly string[]): Check<T> {
  return check(
    expected,
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function'),
  )
}

/** The bytes of the four files of a set. */
export const filesCheck: Check<Readonly<Record<FileRole, Uint8Array<ArrayBuffer>>>> =
  /* @__PURE__ */ check(
    'the bytes of four files as { trainImages, trainLabels, testImages, testLabels }',
    (value) =>
      isPlainObject(value) &&
      fileRoles.every((role) => bytesCheck(value[role], role) === undefined) &&
      Object.keys(value).length === fileRoles.length,
  )
