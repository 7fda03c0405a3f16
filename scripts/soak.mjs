// `pnpm soak [minutes] [seed]`: faults of server, disk, thread, signal and checkpoint, one after the other at random
// moments, while memory and open handles of this process, which trains between them, are watched.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Linear, Sequential, SGD, TensorLoader, Trainer } from '../packages/nn/dist/index.js'
import { Generator, useThreads } from '../packages/tensor/dist/index.js'
import { dataFaults } from './soak/data-faults.mjs'
import { train } from './soak/program.mjs'
import { runFaults } from './soak/run-faults.mjs'

const [minutes = 10, seed = 1] = process.argv.slice(2).map(Number)
const end = performance.now() + minutes * 60_000
const chances = new Generator(seed)
const folder = mkdtempSync(join(tmpdir(), 'handwritten-soak-'))
const tally = new Map()
const readings = []
let lost = 0

const { faults: ofData, close } = await dataFaults()
const faults = Object.entries({ ...runFaults, ...ofData })
const whole = (await train([])).end
console.log(`an uninterrupted run comes to ${whole}; ${minutes} minutes of faults, seed ${seed}`)

for (let round = 0; performance.now() < end || round < faults.length; round++) {
  const [name, fault] = faults[round % faults.length]
  const place = join(folder, String(round))
  mkdirSync(place)
  try {
    count(name, await fault(place, chances.uniform([]).item(), whole))
  } catch (error) {
    lost += 1
    count(name, `FAILED: ${error.message}`)
  }
  rmSync(place, { recursive: true, force: true })
  if (round % faults.length === faults.length - 1) readings.push(await trainAndRead())
}
close()
await useThreads({ threads: 1 })
rmSync(folder, { recursive: true })

for (const [name, outcomes] of tally)
  for (const [outcome, times] of outcomes)
    console.log(`${String(times).padStart(5)}  ${name}: ${outcome}`)
const flat = readings.every(isFlat)
for (const { megabytes, handles } of readings)
  console.log(`${megabytes} MB resident, ${handles} handles`)
console.log(
  lost === 0 && flat
    ? 'nothing was lost'
    : `${lost} faults went wrong, ${flat ? 'flat' : 'NOT flat'}`,
)
process.exitCode = lost === 0 && flat ? 0 : 1

function count(name, outcome) {
  const outcomes = tally.get(name) ?? new Map()
  tally.set(name, outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1))
}

/** Trains a network of its own on two threads, started anew, and reads what this process holds after it. */
async function trainAndRead() {
  await useThreads({ threads: 2, cores: 2 })
  const generator = new Generator(seed)
  const data = new TensorLoader(generator.normal([640, 64]), generator.integers([640], 0, 10), {
    batchSize: 32,
    shuffle: true,
  })
  const model = new Sequential(new Linear(64, 32, { generator }), new Linear(32, 10, { generator }))
  const optimizer = new SGD(model.parameters(), { lr: 0.01 })
  const trainer = new Trainer({ model, optimizer, train: data, test: data, epochs: 5 })
  for await (const _ of trainer.fit());
  globalThis.gc?.()
  return {
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
    handles: readdirSync('/proc/self/fd').length,
  }
}

/** After the first round, which warms up, a process grows by a quarter at most, and opens nothing more. */
function isFlat({ megabytes, handles }, place) {
  if (place < 2) return true
  return megabytes < 1.25 * readings[1].megabytes && handles <= readings[1].handles + 4
}
