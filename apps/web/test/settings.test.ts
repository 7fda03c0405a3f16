import { describe, expect, it } from 'vitest'
import { fromQuery, parseSizes, type Settings, toQuery } from '../src/settings'

const defaults: Settings = {
  preset: 'fast',
  hidden: [256, 64],
  activation: 'relu',
  optimizer: 'nesterov',
  learningRate: 0.1,
  batchSize: 64,
  epochs: 3,
  seed: 1,
}

describe('settings in the address', () => {
  it('survive writing and reading', () => {
    const other: Settings = {
      ...defaults,
      hidden: [512, 128, 32],
      activation: 'gelu',
      learningRate: 1e-4,
      seed: 4294967295,
    }
    expect(fromQuery(toQuery(other), defaults)).toEqual(other)
    expect(fromQuery(toQuery({ ...defaults, hidden: [] }), defaults).hidden).toEqual([])
  })

  it('are written so that a person can read them', () => {
    expect(toQuery(defaults)).toBe(
      'preset=fast&hidden=256,64&activation=relu&optimizer=nesterov&learningRate=0.1&batchSize=64&epochs=3&seed=1',
    )
  })

  it('keep their defaults where the address lacks or misspells them', () => {
    expect(fromQuery('', defaults)).toEqual(defaults)
    expect(fromQuery('hidden=a,b&seed=none&unknown=1&epochs=5', defaults)).toEqual({
      ...defaults,
      epochs: 5,
    })
  })
})

describe('parseSizes', () => {
  it('accepts commas and spaces', () => {
    expect(parseSizes('256, 64')).toEqual([256, 64])
    expect(parseSizes(' 128 128,10 ')).toEqual([128, 128, 10])
    expect(parseSizes('')).toEqual([])
  })

  it.each(['0', '-1', '1.5', 'x', '4096', '1,1,1,1,1,1,1', '256,,x'])('refuses %j', (text) => {
    expect(parseSizes(text)).toBeNull()
  })
})
