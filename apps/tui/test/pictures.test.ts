import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { dashboardPicture } from '../scripts/screen-picture'

it("the README's picture is what the screen shows at the end of the recorded run", async () => {
  const recorded = readFileSync(new URL('../scripts/recorded-run.jsonl', import.meta.url), 'utf8')
  const picture = readFileSync(new URL('../../../docs/dashboard.svg', import.meta.url), 'utf8')
  // Where this fails the screen looks different now: `pnpm run pictures` draws it anew.
  expect(await dashboardPicture(recorded)).toBe(picture)
})
