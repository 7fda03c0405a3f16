import { Generator, type Tensor, tensor, zeros } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { LayerError, Linear, Module, ReLU, Residual, Sequential, StateError } from '../src/index'

class Tally extends Module {
  readonly scale = tensor([2, 3], { requiresGrad: true })
  readonly runningMean = zeros([2])
  readonly head = new Linear(2, 1)

  forward(x: Tensor): Tensor {
    return this.head.call(x.multiply(this.scale))
  }
}

describe('Module', () => {
  it('finds parameters, buffers and inner modules in its fields, named as PyTorch names them', () => {
    const tally = new Tally()
    expect(tally.namedParameters().map(([name]) => name)).toEqual([
      'scale',
      'head.weight',
      'head.bias',
    ])
    expect(Object.keys(tally.stateDict())).toEqual([
      'scale',
      'running_mean',
      'head.weight',
      'head.bias',
    ])
    expect(tally.children().map(([name]) => name)).toEqual(['head'])
  })

  it('switches every inner module between training and evaluation', () => {
    const tally = new Tally()
    expect(tally.head.training).toBe(true)
    expect(tally.eval().head.training).toBe(false)
    expect(tally.train().head.training).toBe(true)
  })

  it('loads what another one saved', () => {
    const one = new Sequential(new Linear(3, 2), new ReLU(), new Linear(2, 1))
    const other = new Sequential(new Linear(3, 2), new ReLU(), new Linear(2, 1))
    other.loadStateDict(one.stateDict())
    const x = tensor([[1, -2, 3]])
    expect(other.call(x).toArray()).toEqual(one.call(x).toArray())
    expect(other.layers[0].weight).not.toBe(one.layers[0].weight)
  })

  it('refuses a state that does not fit, and changes nothing then', () => {
    const layer = new Linear(2, 1)
    const before = layer.weight.toArray()
    const weight = tensor([[1, 1]])
    expect(() => layer.loadStateDict({ weight })).toThrow('loadStateDict: bias missing')
    expect(() => layer.loadStateDict({ weight, bias: zeros([1]), gain: zeros([1]) })).toThrow(
      'loadStateDict: unknown gain; this module has weight, bias',
    )
    expect(() => layer.loadStateDict({ weight, bias: zeros([2]) })).toThrow(
      new StateError('loadStateDict: bias has shape [2], expected [1]'),
    )
    expect(layer.weight.toArray()).toEqual(before)
  })
})

describe('Linear', () => {
  it('begins with zero biases and weights of variance 2 / fanIn, the same for the same seed', () => {
    const layer = new Linear(784, 256, { generator: new Generator(1) })
    const weights = Array.from(layer.weight.toTypedArray())
    const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length
    const variance = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length
    // Five standard errors of the mean and of the variance of 200,704 normal numbers.
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(2 / 784 / weights.length))
    expect(Math.abs(variance / (2 / 784) - 1)).toBeLessThan(5 * Math.sqrt(2 / weights.length))
    expect(new Set(layer.bias?.toTypedArray())).toEqual(new Set([0]))
    const again = new Linear(784, 256, { generator: new Generator(1) })
    expect(again.weight.toTypedArray()).toEqual(layer.weight.toTypedArray())
  })

  it('takes any number of leading axes', () => {
    const layer = new Linear(3, 2)
    const x = new Generator(5).normal([4, 5, 3])
    const flat = layer.call(x.reshape([20, 3]))
    expect(layer.call(x).shape).toEqual([4, 5, 2])
    expect(layer.call(x).toTypedArray()).toEqual(flat.toTypedArray())
  })

  it('names itself and the sizes when its input does not fit', () => {
    expect(() => new Linear(128, 10).call(zeros([64, 256]))).toThrow(LayerError)
    expect(() => new Linear(128, 10).call(zeros([64, 256]))).toThrow(
      /^Linear\(128, 10\) cannot take an input of shape \[64, 256\]: linear: /,
    )
  })
})

describe('Sequential', () => {
  it('does not compile, nor run, when two layers do not fit', () => {
    // @ts-expect-error the last layer takes 128 features and is given 256
    const make = () => new Sequential(new Linear(784, 256), new ReLU(), new Linear(128, 10))
    expect(make).toThrow(
      new LayerError(
        'Sequential: layer 2, Linear(128, 10), takes 128 features, but layer 0, Linear(784, 256), gives 256',
      ),
    )
  })

  it('compiles when they fit, keeps the types of its layers, and nests', () => {
    const inner = new Sequential(new Linear(4, 8), new ReLU())
    const outer = new Sequential(inner, new Linear(8, 2))
    const last: Linear<8, 2> = outer.layers[1]
    expect(last.outFeatures).toBe(2)
    expect(Object.keys(outer.stateDict())).toEqual(['0.0.weight', '0.0.bias', '1.weight', '1.bias'])
  })

  it('checks nested chains and residuals too', () => {
    const inner = new Sequential(new ReLU(), new Linear(784, 256), new ReLU())
    const [takes, gives]: [784, 256] = [inner.inFeatures, inner.outFeatures]
    expect([takes, gives]).toEqual([784, 256])
    // @ts-expect-error the chain gives 256 features
    expect(() => new Sequential(inner, new Linear(128, 10))).toThrow('but layer 0, Sequential(')
    // @ts-expect-error the residual takes 8 features
    expect(() => new Sequential(new Linear(2, 4), new Residual(new Linear(8, 8)))).toThrow(
      'layer 1, Residual(Linear(8, 8)), takes 8 features, but layer 0, Linear(2, 4), gives 4',
    )
    // @ts-expect-error what is inside changes the number of features
    expect(() => new Residual(new Linear(2, 1)).call(zeros([3, 2]))).toThrow(
      'Residual(Linear(2, 1)) cannot add [3, 2] and what is inside gives, [3, 1]',
    )
  })

  it('checks sizes at run time when the compiler does not know them', () => {
    const sizes: number[] = [4, 8, 9]
    const layers: Module[] = [new Linear(sizes[0], sizes[1]), new Linear(sizes[2], 2)]
    expect(() => new Sequential(...layers)).toThrow('layer 1, Linear(9, 2), takes 9 features')
  })

  it('says which of its layers failed', () => {
    const model = new Sequential(new ReLU(), new Linear(3, 2))
    expect(() => model.call(zeros([1, 4]))).toThrow(/^layer 1: Linear\(3, 2\) cannot take/)
  })
})
