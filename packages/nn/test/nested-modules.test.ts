import { Generator, noGrad, relu, type Tensor, tensor, zeros } from '@handwritten/tensor'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  BatchNorm1d,
  encodeCheckpoint,
  exportModule,
  exportOnnx,
  LayerError,
  Linear,
  Module,
  ReLU,
  Sequential,
  SGD,
  summary,
  TensorLoader,
  Trainer,
} from '../src/index'

const x = new Generator(1).normal([2, 3])

/** Holds a layer in whatever `wrap` makes of it. */
class Holding<Held> extends Module {
  readonly held: Held
  readonly #use: (held: Held) => Module

  constructor(wrap: (layer: Linear) => Held, use: (held: Held) => Module) {
    super()
    this.held = wrap(new Linear(3, 3))
    this.#use = use
  }

  forward(input: Tensor): Tensor {
    return this.#use(this.held).call(input)
  }
}

class Blocks extends Module {
  readonly blocks = [new Linear(3, 3), [new Linear(3, 3)]] as const
  readonly heads = { digit: new Linear(3, 2), size: { large: new Linear(3, 2) } }
  readonly named = new Map([['a', new Linear(3, 2)]])
  readonly listed = new Set([new Linear(3, 2)])
  readonly scales = [tensor([1, 2, 3], { requiresGrad: true })]
  readonly runningMeans = [zeros([3])]

  forward(input: Tensor): Tensor {
    const y = this.blocks[1][0].call(this.blocks[0].call(input)).multiply(this.scales[0])
    return this.heads.digit.call(y.add(this.runningMeans[0]))
  }
}

describe('modules and tensors in arrays, maps, sets and plain objects', () => {
  it('are found, with the names of their places', () => {
    const model = new Blocks()
    expect(Object.keys(model.stateDict())).toEqual([
      'scales.0',
      'running_means.0',
      'blocks.0.weight',
      'blocks.0.bias',
      'blocks.1.0.weight',
      'blocks.1.0.bias',
      'heads.digit.weight',
      'heads.digit.bias',
      'heads.size.large.weight',
      'heads.size.large.bias',
      'named.a.weight',
      'named.a.bias',
      'listed.0.weight',
      'listed.0.bias',
    ])
    expect(model.parameters()).toHaveLength(13)
    expect(model.eval().heads.size.large.training).toBe(false)
    expect(model.call(x).shape).toEqual([2, 2])
  })

  it('learn, and are saved and loaded', () => {
    const model = new Blocks()
    const before = model.blocks[1][0].weight.toArray()
    const optimizer = new SGD(model.parameters(), { lr: 0.1 })
    model.call(x).sum().backward()
    optimizer.step()
    expect(model.blocks[1][0].weight.toArray()).not.toEqual(before)
    const other = new Blocks()
    other.loadStateDict(model.stateDict())
    expect(other.call(x).toArray()).toEqual(model.call(x).toArray())
  })

  it('are found beside the layers of a subclass of Sequential', () => {
    class Headed extends Sequential<[Linear, ReLU]> {
      readonly head = new Linear(3, 2)
      override forward(input: Tensor): Tensor {
        return this.head.call(super.forward(input))
      }
    }
    const model = new Headed(new Linear(3, 3) as never, new ReLU() as never)
    expect(model.namedParameters().map(([name]) => name)).toEqual([
      '0.weight',
      '0.bias',
      'head.weight',
      'head.bias',
    ])
    expect(summary(model, [1, 3])).toContain('20')
    expect(() => exportOnnx(model, { inputShape: [3] })).toThrow('no counterpart')
    expect(() => exportModule(model, { inputFeatures: 3 })).toThrow('exportModule: ')
  })
})

describe('what a model computes with but does not find in its fields', () => {
  class Box {
    readonly layer: Linear
    constructor(layer: Linear) {
      this.layer = layer
    }
  }
  const outside = new Linear(3, 3)

  it.each([
    [
      'an object of a class',
      new Holding(
        (layer) => new Box(layer),
        (box) => box.layer,
      ),
    ],
    [
      'a function',
      new Holding(
        (layer) => () => layer,
        (give) => give(),
      ),
    ],
    [
      'a closure',
      new Holding(
        () => null,
        () => outside,
      ),
    ],
  ])('is refused by name at the first call: a layer in %s', (_, model) => {
    expect(() => model.call(x)).toThrow(LayerError)
    expect(() => model.call(x)).toThrow(
      /^Holding calls Linear\(3, 3\), but does not find it in its fields.*hold it in a field/,
    )
    expect(() => noGrad(() => model.eval().call(x))).toThrow(LayerError)
  })

  it('is refused in a private field, also when only its forward is used', () => {
    class Private extends Module {
      readonly #inner = new Linear(3, 3)
      forward(input: Tensor): Tensor {
        return this.#inner.forward(input)
      }
    }
    expect(() => new Private().call(x)).toThrow(
      /^Private learns a tensor of shape \[3\] that it does not find in its fields/,
    )
  })

  it('is refused when it is a parameter in a private field', () => {
    class Scaled extends Module {
      readonly #scale = tensor([2], { requiresGrad: true })
      forward(input: Tensor): Tensor {
        return input.multiply(this.#scale)
      }
    }
    expect(() => new Sequential(new Scaled()).call(x)).toThrow(
      /Sequential learns a tensor of shape \[1\]/,
    )
  })

  it('is refused when only its buffers would be lost', () => {
    const norm = new BatchNorm1d(3, { affine: false })
    expect(() =>
      new Holding(
        () => null,
        () => norm,
      ).call(x),
    ).toThrow('does not find it')
  })

  it('ends a run of the trainer', async () => {
    const model = new Holding(
      (layer) => new Box(layer),
      (box) => box.layer,
    )
    const loader = new TensorLoader(x, tensor(Int32Array.of(0, 1)), { batchSize: 2 })
    const own = [tensor([1], { requiresGrad: true })]
    const trainer = new Trainer({
      model,
      optimizer: new SGD(own, { lr: 1 }),
      train: loader,
      test: loader,
      epochs: 1,
    })
    const run = async () => {
      for await (const _ of trainer.fit());
    }
    await expect(run()).rejects.toThrow('does not find it in its fields')
    expect(() => encodeCheckpoint(trainer)).not.toThrow()
  })

  it('may be a fixed module, a layer without a state, an input, or what an outer module holds', () => {
    const teacher = new Linear(3, 3)
    for (const parameter of teacher.parameters()) parameter.requiresGrad = false
    teacher.eval()
    expect(
      new Holding(
        () => null,
        () => teacher,
      ).call(x).shape,
    ).toEqual([2, 3])
    expect(
      new Holding(
        () => null,
        () => new ReLU(),
      ).call(x).shape,
    ).toEqual([2, 3])
    const learned = tensor([[1, 2, 3]], { requiresGrad: true })
    expect(new ReLU().call(relu(learned).multiply(2)).requiresGrad).toBe(true)
    const shared = new Linear(3, 3)
    const user = new Holding(
      () => null,
      () => shared,
    )
    expect(new Sequential(shared, user).call(x).shape).toEqual([2, 3])
  })

  it('a module that contains itself is refused by name', () => {
    class Loop extends Module {
      readonly parts: Module[] = []
      forward(input: Tensor): Tensor {
        return input
      }
    }
    const loop = new Loop()
    loop.parts.push(loop)
    expect(() => loop.parameters()).toThrow("Loop contains itself as 'parts.0'")
  })
})

describe('modules with several inputs', () => {
  class Bilinear extends Module {
    readonly left = new Linear(3, 2)
    readonly right = new Linear(4, 2)

    forward(a: Tensor, b: Tensor): Tensor {
      return this.left.call(a).multiply(this.right.call(b))
    }
  }

  class Masked extends Module {
    forward(a: Tensor, options: { scale: number } = { scale: 1 }, ...rest: Tensor[]): Tensor {
      return rest.reduce((sum, part) => sum.add(part), a.multiply(options.scale))
    }
  }

  class Constant extends Module {
    readonly value = tensor([1], { requiresGrad: true })
    forward(): Tensor {
      return this.value
    }
  }

  it('pass every input to forward', () => {
    const model = new Bilinear()
    const [a, b] = [new Generator(1).normal([5, 3]), new Generator(2).normal([5, 4])]
    const y = model.call(a, b)
    expect(y.toArray()).toEqual(model.forward(a, b).toArray())
    const masked = new Masked()
    expect(masked.call(tensor([1]), { scale: 3 }, tensor([10])).toArray()).toEqual([13])
    expect(masked.call(tensor([1])).toArray()).toEqual([1])
    expect(new Constant().call().toArray()).toEqual([1])
  })

  it('have the types of their forward', () => {
    const model = new Bilinear()
    expectTypeOf(model.call<Bilinear>).parameters.toEqualTypeOf<[Tensor, Tensor]>()
    const wrong = () => {
      // @ts-expect-error the second input is missing
      model.call(x)
      // @ts-expect-error a Linear takes one input
      new Linear(3, 2).call(x, x)
      // @ts-expect-error options are no tensor
      new Masked().call(x, x)
    }
    expect(wrong).toBeTypeOf('function')
    const modules: Module[] = [model, new ReLU()]
    expect(modules[1].call(x).shape).toEqual([2, 3])
  })

  it('name the shapes of all inputs when these do not fit', () => {
    expect(() => new Bilinear().call(zeros([5, 3]), zeros([6, 4]))).toThrow(
      /^Bilinear cannot take inputs \[5, 3\] and \[6, 4\]: multiply: /,
    )
  })

  it('are summed up by summary, with a shape for each input and integers on request', () => {
    expect(
      summary(new Bilinear(), [
        [2, 3],
        [2, 4],
      ]),
    ).toMatch(/Bilinear {2}\[2, 2\] +18/)
    class Lookup extends Module {
      readonly table = zeros([10, 4])
      forward(indices: Tensor): Tensor {
        return this.table.slice([[0, indices.shape[0]]]).add(indices.astype('float32'))
      }
    }
    expect(summary(new Lookup(), [4, 1], { dtype: 'int32' })).toContain('[4, 4]')
  })

  it('layers of one input refuse several, none, and what is no tensor', () => {
    const call = (...inputs: unknown[]) => new Linear(3, 2).call(...(inputs as [Tensor]))
    expect(() => call(x, x)).toThrow(
      new LayerError('Linear(3, 2) takes one input, but was called with 2'),
    )
    expect(() => call()).toThrow('takes one input, but was called with 0')
    expect(() => call([[1, 2, 3]])).toThrow(
      new LayerError(
        'Linear(3, 2) takes a tensor, but was called with an Array; make one with tensor(...)',
      ),
    )
  })
})
