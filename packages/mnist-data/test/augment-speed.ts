import { Generator } from '@handwritten/tensor'
import { compose, DataLoader, elastic, loadMnist, randomAffine, type Step } from '../src/index'

// Images a second on one core, the ways by turns: pnpm speed [rounds]
const [rounds = 15] = process.argv.slice(2).map(Number)
const bend = elastic({ sigma: 4, alpha: 26 })
const turn = randomAffine({ rotate: 10, shift: 1, scale: [0.9, 1.1], shear: 5 })
const { train } = await loadMnist()
const images = train.images.toTypedArray().subarray(0, 10_000 * 28 * 28)

/** Seconds an image. */
function warp(...steps: Step[]): () => number {
  const pipeline = compose(...steps)
  return () => {
    const batch = { pixels: images.slice(), count: 10_000, height: 28, width: 28 }
    const start = performance.now()
    pipeline.augment(batch, new Generator(1))
    return (performance.now() - start) / 1e3 / batch.count
  }
}

/** The same for a loader, which also fetches the images from all over the set. */
function serve(...steps: Step[]): () => number {
  const loader = new DataLoader(train, {
    batchSize: 512,
    shuffle: true,
    transform: compose(...steps),
  })
  let rows = loader.rows()
  return () => {
    let served = 0
    const start = performance.now()
    while (served < 10_000) {
      const next = rows.next()
      if (next.done) rows = loader.rows()
      else served += next.value.length
    }
    return (performance.now() - start) / 1e3 / served
  }
}

const ways = {
  elastic: warp(bend),
  randomAffine: warp(turn),
  both: warp(bend, turn),
  'both, in a shuffling loader': serve(bend, turn),
}
const rates = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
for (let round = 0; round < rounds; round++) {
  for (const [name, way] of Object.entries(ways)) rates.get(name)?.push(1 / way())
}
for (const [name, sorted] of rates) {
  sorted.sort((a, b) => a - b)
  const [median, best] = [sorted[rounds >> 1], sorted[rounds - 1]].map(Math.round)
  console.log(`${name}: ${median} images a second in the median, ${best} at best`)
}
