import { describe, expect, it } from 'vitest'
import { catalog, type DatasetName, datasetNames } from '../src/catalog/catalog'

/** Lengths in bytes of the uncompressed files, from the publications of the sets. */
const published: Record<DatasetName, [number, number, number, number]> = {
  mnist: [47_040_016, 60_008, 7_840_016, 10_008],
  fashion: [47_040_016, 60_008, 7_840_016, 10_008],
  kmnist: [47_040_016, 60_008, 7_840_016, 10_008],
  qmnist: [47_040_016, 1_920_012, 47_040_016, 1_920_012],
  'emnist-balanced': [88_435_216, 112_808, 14_739_216, 18_808],
  'emnist-digits': [188_160_016, 240_008, 31_360_016, 40_008],
  'emnist-letters': [97_843_216, 124_808, 16_307_216, 20_808],
  'emnist-byclass': [547_178_704, 697_940, 91_197_248, 116_331],
  'emnist-bymerge': [547_178_704, 697_940, 91_197_248, 116_331],
  'emnist-mnist': [47_040_016, 60_008, 7_840_016, 10_008],
}
const classCounts = new Map<DatasetName, number>([
  ['emnist-balanced', 47],
  ['emnist-letters', 26],
  ['emnist-byclass', 62],
  ['emnist-bymerge', 47],
])

describe('the catalog', () => {
  for (const name of datasetNames) {
    it(`describes ${name} as it is published`, () => {
      const { files, classes, mirrors, archive, ...spec } = catalog[name]
      const { trainImages, trainLabels, testImages, testLabels } = files
      const all = [trainImages, trainLabels, testImages, testLabels]
      expect(all.map(({ bytes }) => bytes)).toEqual(published[name])
      expect(new Set(classes).size).toBe(classCounts.get(name) ?? 10)
      expect(spec.name).toBe(name)
      expect(mirrors.length).toBeGreaterThan(0)
      for (const mirror of mirrors) expect(new URL(mirror).pathname).toMatch(/\/$/)
      for (const { gz, sha256 } of all) {
        expect(gz ?? archive?.digest).toBeDefined()
        if (sha256) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
        if (gz)
          expect(gz.value).toMatch(gz.algorithm === 'md5' ? /^[0-9a-f]{32}$/ : /^[0-9a-f]{64}$/)
      }
    })
  }

  it('gives no two files the same digest', () => {
    const digests = datasetNames.flatMap((name) =>
      Object.values(catalog[name].files).flatMap(({ gz, sha256 }) => [gz?.value, sha256]),
    )
    const known = digests.filter((digest) => digest !== undefined)
    expect(new Set(known).size).toBe(known.length)
  })

  it('names the classes of EMNIST as its paper does', () => {
    expect(catalog['emnist-balanced'].classes.join('')).toBe(
      '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt',
    )
    expect(catalog['emnist-letters'].classes.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    expect(catalog['emnist-byclass'].classes.join('')).toBe(
      '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    )
    expect(catalog['emnist-bymerge'].classes).toEqual(catalog['emnist-balanced'].classes)
  })
})
