import { describe, expect, it } from 'vitest'
import { ConfusionMatrix, classificationReport, confusionTable } from '../src/index'
import { formatShare } from '../src/text/format'

const matrix = new ConfusionMatrix({ classes: 3 }).update([0, 0, 1, 1, 2], [0, 2, 1, 1, 2])

describe('confusionTable', () => {
  it('has a row per true class', () => {
    expect(confusionTable(matrix)).toBe(
      [
        'true \\ predicted  0  1  2',
        '               0  1  0  1',
        '               1  0  2  0',
        '               2  0  0  1',
        '',
      ].join('\n'),
    )
  })

  it('widens for names and counts, by code points', () => {
    const large = ConfusionMatrix.from({
      metric: 'ConfusionMatrix',
      counts: [
        [12345, 0],
        [7, 8],
      ],
    })
    const names = ['\u{1d7d8}', 'handwritten number one']
    expect(confusionTable(large, { names })).toBe(
      [
        '      true \\ predicted      \u{1d7d8}  handwritten number one',
        '                     \u{1d7d8}  12345                       0',
        'handwritten number one      7                       8',
        '',
      ].join('\n'),
    )
  })

  it('shows zeros before the first sample', () => {
    expect(confusionTable(new ConfusionMatrix({ classes: 1 }))).toBe(
      'true \\ predicted  0\n               0  0\n',
    )
  })
})

it('classificationReport says micro avg where a class neither occurs nor is predicted', () => {
  expect(classificationReport(matrix)).toContain('accuracy')
  const wider = new ConfusionMatrix({ classes: 4 }).update([0, 1, 2], [0, 1, 2])
  expect(classificationReport(wider)).toContain('micro avg')
})

describe('formatShare', () => {
  it.each([
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [0.625, 2, '0.62'],
    [0.5, 0, '0'],
    [0.0625, 3, '0.062'],
    [0.135, 2, '0.14'],
    [0.145, 2, '0.14'],
    [2 / 3, 20, '0.66666666666666662966'],
    [1, 0, '1'],
    [0, 3, '0.000'],
  ])('%s to %s decimals is %s', (share, digits, expected) => {
    expect(formatShare(share, digits)).toBe(expected)
  })
})
