// Takes the picture in the root README: the built page after a run, with a digit drawn.
// usage: pnpm --filter web screenshot      (needs Chromium; CHROMIUM_PATH, or where systems keep it)
import { fileURLToPath } from 'node:url'
import { Site } from '../test/support/site.ts'

const file = fileURLToPath(new URL('../../../docs/web.png', import.meta.url))
const site = await Site.open()
const visit = await site.visit('', { viewport: { width: 1180, height: 860 } })
await visit.untilStatus('Ready')
await visit.page.click('#train')
await visit.untilStatus('Done')
const arc = (x: number, y: number, radius: number, from: number, to: number) =>
  Array.from({ length: 9 }, (_, place): [number, number] => {
    const angle = from + ((to - from) * place) / 8
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
await visit.draw(...arc(0.5, 0.34, 0.17, -2.6, 1.4), ...arc(0.5, 0.67, 0.17, -1.4, 2.6))
await visit.untilRead()
await visit.page.evaluate(() => scrollTo(0, 0))
await visit.page.screenshot({ path: file })
console.log(`wrote ${file}`)
await site.close()
