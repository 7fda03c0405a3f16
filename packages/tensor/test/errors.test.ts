import { describe, expect, it } from 'vitest'
import * as t from '../src/index'
import { tensor } from '../src/index'
import { onEachBackend } from './support/backends'

// Of unknown shapes to the compiler, which would refuse some of these calls.
const a: t.Tensor = t.zeros([3, 4])
const b: t.Tensor = t.zeros([3, 4])
const index = tensor([0], { dtype: 'int32' })

/** [what is wrong, the class, the code, the message word for word]. */
const failures: [() => unknown, string, t.TensorErrorCode, string][] = [
  [
    () => t.matmul(a, b),
    'ShapeError',
    'SHAPE',
    'matmul: inner sizes differ: [3, 4] x [3, 4] (4 against 3)',
  ],
  [
    () => t.matmul(a, 2),
    'ShapeError',
    'SHAPE',
    'matmul: a 0-d array has no matrix product: [3, 4] x []; use multiply',
  ],
  [
    () => t.slidingWindows(a, [5]),
    'ShapeError',
    'SHAPE',
    'slidingWindows: windows [5] are larger than the last axes of [3, 4]',
  ],
  [
    () => t.roll(a, [1, 2], { axis: 0 }),
    'ShapeError',
    'SHAPE',
    'roll: expected as many axes as shifts, found [0] and [1, 2]',
  ],
  [
    () => t.std(a, { axis: 2 }),
    'AxisError',
    'AXIS',
    'std: axis 2 is out of range for an array of 2 axes; its axes are -2 to 1',
  ],
  [
    () => t.add(a, t.zeros([3])),
    'ShapeError',
    'SHAPE',
    'add: shapes do not broadcast: [3, 4] and [3] (4 against 3, counting axes from the end at -1)',
  ],
  [
    () => t.add(a, [1] as never),
    'DTypeError',
    'DTYPE',
    'add: expected a tensor or a number, found [1]; make arrays into tensors with tensor(...)',
  ],
  [
    () => t.mean(a, 1 as never),
    'ValueError',
    'VALUE',
    'mean: options: expected an object such as { axis, keepdims }, found 1',
  ],
  [
    () => t.setBackend('cuda' as never),
    'BackendError',
    'BACKEND',
    "setBackend: expected 'wasm', 'reference' or a backend, found 'cuda'",
  ],
  [
    () => new t.Generator(1).normal(3 as never),
    'ShapeError',
    'SHAPE',
    'normal: expected a shape of whole sizes from 0, found 3',
  ],
  [
    () => t.sum(a, { axis: 2 }),
    'AxisError',
    'AXIS',
    'sum: axis 2 is out of range for an array of 2 axes; its axes are -2 to 1',
  ],
  [
    () => t.sum(tensor(1), { axis: 0 }),
    'AxisError',
    'AXIS',
    'sum: axis 0 is out of range for an array of 0 axes; it has no axes',
  ],
  [
    () => t.sum(a, { axis: [0, -2] }),
    'AxisError',
    'AXIS',
    'sum: an axis is named twice in [0, -2]',
  ],
  [
    () => t.max(t.zeros([0, 3]), { axis: 0 }),
    'ShapeError',
    'SHAPE',
    'max: nothing to reduce in shape [0, 3], and there is no max of nothing',
  ],
  [
    () => t.reshape(a, [5, -1]),
    'ShapeError',
    'SHAPE',
    'reshape: [3, 4] has 12 elements, which do not fill [5, -1]',
  ],
  [
    () => t.reshape(t.zeros([0]), [0, -1]),
    'ShapeError',
    'SHAPE',
    'reshape: [0] has 0 elements, which do not fill [0, -1]',
  ],
  [
    () => t.reshape(a, [-1, -1]),
    'ShapeError',
    'SHAPE',
    'reshape: only one size can be -1, found [-1, -1]',
  ],
  [
    () => t.permuteDims(a, [0]),
    'AxisError',
    'AXIS',
    'permuteDims: expected each of 2 axes once, found [0]',
  ],
  [
    () => t.squeeze(a, { axis: 0 }),
    'ShapeError',
    'SHAPE',
    'squeeze: axis 0 has size 3, not 1, in shape [3, 4]',
  ],
  [
    () => t.broadcastTo(a, [4, 3]),
    'ShapeError',
    'SHAPE',
    'broadcastTo: [3, 4] cannot be broadcast to [4, 3]',
  ],
  [
    () => t.slice(a, [3]),
    'IndexError',
    'INDEX',
    'slice: index 3 is out of range for axis 0 of size 3 in shape [3, 4]',
  ],
  [
    () => t.slice(a, [[0, 2, 0]]),
    'ValueError',
    'VALUE',
    'slice: step must be a whole number other than 0, found 0 at axis 0',
  ],
  [
    () => t.slice(a, [[0.5, 2]]),
    'ValueError',
    'VALUE',
    'slice: bounds must be whole numbers, found 0.5 at axis 0',
  ],
  [
    () => t.slice(a, [0, 0, 0]),
    'IndexError',
    'INDEX',
    'slice: 3 indices are too many for shape [3, 4]',
  ],
  [
    () => t.take(a, tensor([5], { dtype: 'int32' })),
    'IndexError',
    'INDEX',
    'take: index 5 is out of range for size 3',
  ],
  [
    () => t.take(a, tensor([0])),
    'DTypeError',
    'DTYPE',
    'take: expected integer indices, found float32',
  ],
  [
    () => t.takeAlongAxis(a, index),
    'ShapeError',
    'SHAPE',
    'takeAlongAxis: expected indices of shape [3, 4] but for axis 1, found [1]',
  ],
  [() => t.concat([]), 'ValueError', 'VALUE', 'concat: expected at least one tensor, found none'],
  [
    () => t.concat([a, t.zeros([2, 3])]),
    'ShapeError',
    'SHAPE',
    'concat: sizes differ on another axis than 0: [3, 4] and [2, 3]',
  ],
  [
    () => t.pad(a, [[1, 1]]),
    'ShapeError',
    'SHAPE',
    'pad: expected [before, after] from 0 for each axis of [3, 4], found [[1, 1]]',
  ],
  [
    () => t.linear(a, b, t.zeros([2])),
    'ShapeError',
    'SHAPE',
    'linear: expected x [n, inputs], weight [outputs, inputs], bias [outputs], found x [3, 4], weight [3, 4], bias [2]',
  ],
  [
    () => t.linear(a, t.zeros([3, 4], { dtype: 'float64' })),
    'DTypeError',
    'DTYPE',
    'linear: expected one float dtype, found x float32, weight float64; convert with astype',
  ],
  [
    () => t.softmax(tensor(1)),
    'AxisError',
    'AXIS',
    'softmax: a 0-d array has no axis to work along',
  ],
  [
    () => t.slidingWindows(a, [0]),
    'ValueError',
    'VALUE',
    'slidingWindows: expected whole sizes and steps from 1, found [0] and [1]',
  ],
  [
    () => t.copyInto(t.zeros([2]), a),
    'ShapeError',
    'SHAPE',
    'copyInto: [3, 4] cannot be broadcast to [2]',
  ],
]

onEachBackend(() => {
  describe('errors', () => {
    it.each(failures)('%#', (wrong, name, code, message) => {
      expect(wrong).toThrow(t.TensorError)
      expect(wrong).toThrow(expect.objectContaining({ name, code, message }))
    })
  })
})
