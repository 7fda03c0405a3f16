import {
  add,
  copyInto,
  Generator,
  noGrad,
  reshape,
  slice,
  type Tensor,
  take,
  tensor,
  zeros,
} from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { Linear, Module, MSELoss } from '../src/index'
import { BatchGradients } from '../src/trainer/batch-gradients'
import { BatchParts } from '../src/trainer/batch-parts'
import { asCriterion } from '../src/trainer/criterion'

const inputs = new Generator(1).normal([7, 3], { dtype: 'float64' })
const targets = new Generator(2).normal([7, 2], { dtype: 'float64' })
const rows = tensor([6, 0, 3, 5, 1, 2, 4], { dtype: 'int32' })
const words = { write() {}, read() {} }

/** A layer that counts its calls, averages its inputs, and holds what it does not use. */
class Counting extends Module {
  readonly linear = new Linear(3, 2, { dtype: 'float64', generator: new Generator(3) })
  readonly calls = zeros([], { dtype: 'int32' })
  readonly sum = zeros([3], { dtype: 'float64' })
  readonly constant = tensor([0.1, 0.7], { dtype: 'float64' })
  readonly unused = tensor([1, 2], { dtype: 'float64', requiresGrad: true })

  forward(x: Tensor): Tensor {
    noGrad(() => {
      copyInto(this.calls, add(this.calls, 1))
      copyInto(this.sum, add(this.sum, reshape(slice(x, [[0, 1]]), [3])))
    })
    return this.linear.call(x)
  }
}

/** A model after the gradients of one batch were computed in parts, and what was measured. */
function computed(parts: number, reduction: 'mean' | 'sum', model = new Counting()) {
  const criterion = asCriterion(new MSELoss({ reduction }))
  const gradients = new BatchGradients(model, new BatchParts(undefined, parts), reduction, words)
  const measured = gradients.compute(rows, (part) =>
    criterion.measure(model.call(take(inputs, part)), take(targets, part)),
  )
  return { model, loss: measured.loss.item() }
}

const values = (x: Tensor | null) => [...(x as Tensor).toTypedArray()]

describe('the gradients of a batch in parts', () => {
  it.each(['mean', 'sum'] as const)(
    'are those of the whole batch, for a %s over samples',
    (reduction) => {
      const whole = computed(1, reduction)
      for (const parts of [2, 3, 5, 7, 16]) {
        const cut = computed(parts, reduction)
        expect(cut.loss).toBeCloseTo(whole.loss, 12)
        for (const name of ['weight', 'bias'] as const) {
          const [found, expected] = [cut, whole].map(({ model }) =>
            values(model.linear[name]!.grad),
          )
          found.forEach((value, i) => {
            expect(value).toBeCloseTo(expected[i], 12)
          })
        }
      }
    },
  )

  it('leave a parameter without a gradient where the loss does not depend on it', () => {
    expect(computed(4, 'mean').model.unused.grad).toBeNull()
  })

  it('leave frozen parameters out', () => {
    const model = new Counting()
    model.linear.weight.requiresGrad = false
    const before = values(model.linear.weight)
    computed(4, 'mean', model)
    expect(model.linear.weight.grad).toBeNull()
    expect(values(model.linear.weight)).toEqual(before)
    expect(model.linear.bias?.grad).not.toBeNull()
  })

  it('move buffers by the mean of what the parts do, and others as the first part does', () => {
    const { model } = computed(2, 'mean')
    expect(model.calls.item()).toBe(1)
    expect(values(model.constant)).toEqual([0.1, 0.7])
    const [first, second] = [rows.toTypedArray()[0], rows.toTypedArray()[4]].map((row) => [
      ...inputs.toTypedArray().subarray(3 * row, 3 * row + 3),
    ])
    values(model.sum).forEach((value, i) => {
      expect(value).toBeCloseTo((4 * first[i] + 3 * second[i]) / 7, 12)
    })
  })
})
