import { expect, it } from 'vitest'
import { brokenFiles } from './support/broken-files'
import { survive } from './support/survive'

it('survives 3,000 broken files: each is read exactly or refused by name', async () => {
  const outcomes = { read: 0, refused: 0 }
  for (const bytes of brokenFiles(3000)) outcomes[await survive(bytes)]++
  expect(outcomes.read).toBeGreaterThan(500)
  expect(outcomes.refused).toBeGreaterThan(1000)
})
