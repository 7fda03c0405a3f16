import { describe, expect, it } from 'vitest'
import { philox } from '../src/backend/reference/philox'
import { arange, Generator, mean, std, type Tensor, ValueError } from '../src/index'

describe('philox', () => {
  // Known answers of Random123 for Philox4x32-10 with the upper counter words 0.
  it.each([
    [0, 0, 0, 0, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
    [0xffffffff, 12345, 5, 7, [0x8790409c, 0x206a1de7, 0x35d121e5, 0x60689455]],
  ])('key %i %i, counter %i %i', (key0, key1, low, high, expected) => {
    const words = new Uint32Array(4)
    philox(key0, key1, low, high, words)
    expect([...words]).toEqual(expected)
  })
})

const draws: [string, (generator: Generator) => Tensor][] = [
  ['uniform', (g) => g.uniform([7], { low: -1, high: 3 })],
  ['normal', (g) => g.normal([7], { dtype: 'float64' })],
  ['integers', (g) => g.integers([7], -5, 100)],
  ['permutation', (g) => g.permutation(7)],
  ['bernoulli', (g) => g.bernoulli([7], 0.5)],
  ['choice', (g) => g.choice(arange(9), 7, { replace: false })],
]

describe('Generator', () => {
  it.each(draws)('%s: one seed, one sequence; a saved state goes on', (_, draw) => {
    const [a, b] = [new Generator(5), new Generator(5)]
    expect(draw(a).toArray()).toEqual(draw(b).toArray())
    const { state } = a
    const next = draw(a).toArray()
    expect(next).not.toEqual(draw(new Generator(5)).toArray())
    b.state = state
    expect(draw(b).toArray()).toEqual(next)
  })

  it('splits into independent generators', () => {
    const generator = new Generator(1)
    const children = [generator.split(), generator.split(), generator]
    const firsts = children.map((child) => child.uniform([]).item())
    expect(new Set(firsts).size).toBe(3)
    expect(new Generator(1).split().uniform([]).item()).toBe(firsts[0])
  })

  it('uses all 53 bits of a seed', () => {
    const firsts = [3, 3 + 2 ** 32, 3 + 2 ** 33].map((seed) =>
      new Generator(seed).uniform([]).item(),
    )
    expect(new Set(firsts).size).toBe(3)
  })

  it('counts on past 32 bits', () => {
    const generator = new Generator(0)
    generator.state = [0, 0, 2 ** 32 - 1, 0]
    generator.uniform([4])
    expect(generator.state).toEqual([0, 0, 1, 1])
  })

  it('jumps to ranges of 2^32 blocks, whatever was drawn before', () => {
    const [drawn, fresh] = [new Generator(3), new Generator(3)]
    drawn.normal([100])
    drawn.jump(2)
    fresh.jump(1)
    fresh.jump(1)
    expect(drawn.state).toEqual([3, 0, 0, 2])
    expect(drawn.uniform([5]).toArray()).toEqual(fresh.uniform([5]).toArray())
    drawn.jump(0)
    expect(drawn.state).toEqual([3, 0, 0, 2])
  })

  it('wraps the upper word of the counter, and refuses counts that are no int32', () => {
    const generator = new Generator(0)
    generator.state = [0, 0, 2 ** 32 - 1, 2 ** 32 - 1]
    generator.uniform([4])
    expect(generator.state).toEqual([0, 0, 1, 0])
    generator.state = [0, 0, 0, 2 ** 32 - 1]
    generator.jump(3)
    expect(generator.state).toEqual([0, 0, 0, 2])
    for (const count of [-1, 0.5, 2 ** 31, Number.NaN]) {
      expect(() => generator.jump(count)).toThrow(ValueError)
    }
  })

  it('draws float32 numbers that are the float64 ones cut short', () => {
    const single = new Generator(2).uniform([1000]).toTypedArray()
    const double = new Generator(2).uniform([1000], { dtype: 'float64' }).toTypedArray()
    single.forEach((value, i) => {
      expect(value).toBe(Math.floor(double[i] * 2 ** 24) * 2 ** -24)
    })
  })

  // 6 standard errors of the mean and of the variance of n numbers.
  it('has the moments of its distributions', () => {
    const n = 100_000
    const generator = new Generator(3)
    const uniform = generator.uniform([n], { dtype: 'float64' })
    expect(Math.abs(mean(uniform).item() - 1 / 2)).toBeLessThan(6 * Math.sqrt(1 / 12 / n))
    expect(Math.abs(std(uniform).item() ** 2 - 1 / 12)).toBeLessThan(6 * Math.sqrt(1 / 180 / n))
    const normal = generator.normal([n], { mean: 2, std: 3, dtype: 'float64' })
    expect(Math.abs(mean(normal).item() - 2)).toBeLessThan(6 * Math.sqrt(9 / n))
    expect(Math.abs(std(normal).item() ** 2 - 9)).toBeLessThan(6 * Math.sqrt((2 * 81) / n))
    const yes = mean(generator.bernoulli([n], 0.3)).item()
    expect(Math.abs(yes - 0.3)).toBeLessThan(6 * Math.sqrt(0.21 / n))
  })

  it('gives every integer and every order its share', () => {
    const generator = new Generator(4)
    const rounds = 6000
    const counts = new Map<string, number>()
    for (let i = 0; i < rounds; i++) {
      const order = generator.permutation(3).toTypedArray().join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    const expected = rounds / 6
    const chiSquare = [...counts.values()].reduce((s, n) => s + (n - expected) ** 2 / expected, 0)
    expect(counts.size).toBe(6)
    // The 99.99% point of the chi-square distribution with 5 degrees of freedom.
    expect(chiSquare).toBeLessThan(25.74)
    const drawn = generator.integers([1000], -2, 3).toTypedArray()
    expect(new Set(drawn)).toEqual(new Set([-2, -1, 0, 1, 2]))
  })

  it('chooses without replacement each one once', () => {
    const chosen = new Generator(6).choice(arange(20), 20, { replace: false }).toTypedArray()
    expect([...chosen].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  it.each([
    ['Generator', () => new Generator(-1)],
    ['Generator', () => new Generator(0.5)],
    ['Generator', () => (new Generator(0).state = [0, 0, 0, -1])],
    ['integers', () => new Generator(0).integers([1], 3, 3)],
    ['integers', () => new Generator(0).integers([1], 0, 2 ** 32)],
    ['bernoulli', () => new Generator(0).bernoulli([1], 1.5)],
    ['choice', () => new Generator(0).choice(arange(2), 3, { replace: false })],
    ['choice', () => new Generator(0).choice(arange(0), 1)],
  ])('%s refuses what it cannot do', (name, wrong) => {
    expect(wrong).toThrow(ValueError)
    expect(wrong).toThrow(new RegExp(`^${name}: `))
  })
})
