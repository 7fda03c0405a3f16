import { brokenFiles } from './support/broken-files'
import { survive } from './support/survive'

// The long form of fuzz.test.ts: pnpm fuzz [files] [seed]
const [count = 100_000, seed = Date.now()] = process.argv.slice(2).map(Number)
console.log(`${count} broken files from seed ${seed}`)
const outcomes = { read: 0, refused: 0 }
for (const bytes of brokenFiles(count, seed)) outcomes[await survive(bytes)]++
const peak = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(
  `${outcomes.read} read exactly, ${outcomes.refused} refused by name; ${peak} MiB at most`,
)
