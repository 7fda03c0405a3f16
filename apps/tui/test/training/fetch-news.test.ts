import { expect, it } from 'vitest'
import { fetchNews } from '../../src/training/fetch-news'

const at = (received: number, total?: number, file = 'labels.gz') => ({
  ...{ file, url: 'http://example.org/', received, total },
  ...{ bytesPerSecond: 1000, secondsLeft: undefined },
})

it('tells every tenth of a download once, and each file', () => {
  const told: string[] = []
  const hear = fetchNews((line) => told.push(line))
  for (const received of [0, 40_000, 90_000, 110_000, 110_001, 1e6]) hear(at(received, 1e6))
  hear(at(5, undefined, 'images.gz'))
  hear(at(9, undefined, 'images.gz'))
  expect(told).toEqual([
    'fetching labels.gz (0% of 1.0 MB)',
    'fetching labels.gz (10% of 1.0 MB)',
    'fetching labels.gz (100% of 1.0 MB)',
    'fetching images.gz',
  ])
})
