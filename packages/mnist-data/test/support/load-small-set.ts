import { loadSpec } from '../../src/load/load-dataset'
import { smallSpec } from './small-set'

// A process of its own that loads the small set: node load-small-set.ts <mirror> <cache folder>
const [mirror, cacheDir] = process.argv.slice(2)
const { train, test } = await loadSpec(smallSpec, { mirrors: [mirror], cacheDir })
process.stdout.write(`${train.length} ${test.length}`)
