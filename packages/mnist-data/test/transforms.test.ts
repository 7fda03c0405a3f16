import { tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { cutout } from '../src/augment/cutout'
import { elastic } from '../src/augment/elastic'
import { noise } from '../src/augment/noise'
import { randomAffine } from '../src/augment/random-affine'
import { uint8Tensor } from '../src/dataset/typed-tensor'
import { ValueError } from '../src/errors'
import { flatten } from '../src/transform/flatten'
import { normalize } from '../src/transform/normalize'
import { oneHot } from '../src/transform/one-hot'
import { compose } from '../src/transform/pipeline'
import { toFloat } from '../src/transform/to-float'

const images = uint8Tensor(Uint8Array.of(0, 51, 102, 255, 1, 2), [1, 2, 3])

describe('transforms', () => {
  it('make bytes fractions of 255', () => {
    const floats = toFloat().apply(images)
    expect(floats.dtype).toBe('float32')
    expect([...floats.toTypedArray()]).toEqual([0, 0.2, 0.4, 1, 1 / 255, 2 / 255].map(Math.fround))
    expect(toFloat().apply(floats)).toBe(floats)
  })

  it('normalize bytes as they normalize their fractions', () => {
    const direct = normalize().apply(images)
    const steps = compose(toFloat(), normalize(0.1307, 0.3081)).apply(images)
    expect(direct.toArray()).toEqual(steps.toArray())
    expect(direct.toTypedArray()[3]).toBeCloseTo((1 - 0.1307) / 0.3081, 6)
    expect(() => normalize(0, 0)).toThrow(/std above 0, found 0 and 0/)
    expect(() => normalize(Number.NaN, 1)).toThrow(ValueError)
  })

  it('flatten each image and mark each class', () => {
    expect(compose(flatten()).apply(images).shape).toEqual([1, 6])
    const marks = oneHot(3).apply(tensor([2, 0], { dtype: 'int32' }))
    expect(marks.toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ])
  })
})

describe('compose', () => {
  const affine = randomAffine({ rotate: 5 })

  it('joins neighbouring changes of place into one resampling', () => {
    expect(compose(elastic(), affine).augmentations.length).toBe(1)
    expect(compose(compose(elastic()), compose(affine, affine)).augmentations.length).toBe(1)
    expect(compose(affine, noise({ std: 1 }), affine, affine).augmentations.length).toBe(3)
  })

  it('keeps transforms in order, behind the augmentations', () => {
    const pipeline = compose(cutout({ size: 2 }), compose(toFloat(), normalize()), flatten())
    expect([pipeline.augmentations.length, pipeline.transforms.length]).toEqual([1, 3])
    expect(() => compose(toFloat(), affine)).toThrow(/put them before the transforms/)
  })

  it('does not change the images it is given', () => {
    const gray = uint8Tensor(new Uint8Array(36).fill(100), [1, 6, 6])
    const changed = compose(cutout({ size: 3 })).apply(gray)
    expect(changed.toTypedArray()).not.toEqual(gray.toTypedArray())
    expect([...gray.toTypedArray()].every((pixel) => pixel === 100)).toBe(true)
  })
})
