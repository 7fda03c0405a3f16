import { recipes } from '@handwritten/nn'
import { Generator, tensor } from '@handwritten/tensor'
import { describe, expect, it } from 'vitest'
import { recipeNetwork } from '../../src/own/network-recipe.ts'

const sizes = [3, 4, 2]
const weights = (activation: 'relu' | 'gelu') =>
  recipeNetwork({ sizes, activation }, new Generator(1))
    .parameters()
    .map((parameter) => [...parameter.toTypedArray()])

describe('recipeNetwork', () => {
  it('draws the same weights with any activation', () => {
    expect(weights('gelu')).toEqual(weights('relu'))
  })

  it('has no activation after its last layer, and the one that is told between layers', () => {
    const [relu, gelu] = (['relu', 'gelu'] as const).map((activation) =>
      recipeNetwork({ sizes, activation }, new Generator(1)),
    )
    expect(String(gelu)).toContain('GELU')
    expect(String(relu)).not.toContain('GELU')
    const x = tensor([[-1, 2, 0.5]])
    expect(relu!.call(x).shape).toEqual([1, 2])
    expect([...relu!.call(x).toTypedArray()]).not.toEqual([...gelu!.call(x).toTypedArray()])
  })

  it('is the one of the seed recipe where nothing is told', () => {
    const network = recipeNetwork(recipes.seed, new Generator(1))
    expect(network.parameters()).toHaveLength(6)
  })
})
