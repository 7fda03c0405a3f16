// `pnpm fuzz [seconds] [seed]`: damages files and keeps those that take a reader somewhere new, as V8 counts it, to damage
// them further. Each reader has so many seconds; whatever is neither read nor refused by name is printed and fails, and
// so is a file that takes more than 2 s, or more memory than 64 MB and 8 times its size.
import { Session } from 'node:inspector'
import { Generator } from '../packages/tensor/dist/index.js'
import { Dice } from '../packages/tensor/scripts/fuzz/dice.ts'
import { mutate } from '../packages/tensor/scripts/fuzz/mutate.ts'
import { readers } from './fuzz/readers.mjs'

const MOST_MS = 2000
const MEMORY = 64e6

const [seconds = 60, seed = 1] = process.argv.slice(2).map(Number)
const only = process.env.FUZZ_READER
const session = new Session()
session.connect()
post('Profiler.enable')
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

let failures = 0
for (const [name, { whole, read }] of Object.entries(readers)) {
  if (only !== undefined && name !== only) continue
  const dice = new Dice(new Generator(seed))
  const kept = [...whole]
  const seen = new Set()
  for (const bytes of whole) await outcome(read, bytes, seen)
  const start = seen.size
  const counts = { read: 0, refused: 0 }
  const end = performance.now() + 1000 * seconds
  while (performance.now() < end) {
    const bytes = mutate(dice.pick(kept), dice)
    const { word, isNew } = await outcome(read, bytes, seen)
    if (isNew) kept.push(bytes)
    if (word in counts) counts[word]++
    else {
      failures++
      console.error(`${name}: ${word}: ${Buffer.from(bytes).toString('base64')}`)
    }
  }
  console.log(
    `${name}: ${counts.read + counts.refused} files, ${counts.read} read, ${counts.refused} refused; ` +
      `${kept.length - whole.length} kept for the ${seen.size - start} new places that they reach`,
  )
}
console.log(failures === 0 ? 'nothing else' : `${failures} failures`)
process.exitCode = failures === 0 ? 0 : 1

/** Most bytes that the process has held so far. */
function peakMemory() {
  return 1024 * process.resourceUsage().maxRSS
}

/** How a reader ends on a file, and whether that took it to a place, or a number of times to one, that is new. */
async function outcome(read, bytes, seen) {
  const before = seen.size
  post('Profiler.takePreciseCoverage')
  let word = 'read'
  const [start, memory] = [performance.now(), peakMemory()]
  try {
    await read(bytes)
  } catch (error) {
    word = typeof error.code === 'string' && error.name !== 'TypeError' ? 'refused' : error.stack
  }
  const took = performance.now() - start
  const grown = peakMemory() - memory
  if (took > MOST_MS) word = `took ${Math.round(took)} ms`
  if (grown > MEMORY + 8 * bytes.length) word = `took ${Math.round(grown / 1e6)} MB`
  for (const { url, functions } of post('Profiler.takePreciseCoverage').result) {
    if (!url.includes('/packages/')) continue
    for (const { ranges } of functions)
      for (const { startOffset, endOffset, count } of ranges)
        if (count > 0) seen.add(`${url}:${startOffset}-${endOffset}:${Math.clz32(count)}`)
  }
  return { word, isNew: seen.size > before }
}

function post(method, options) {
  let answer
  session.post(method, options, (error, result) => {
    if (error) throw new Error(error.message)
    answer = result
  })
  return answer
}
