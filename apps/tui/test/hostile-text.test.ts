import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { UsageError } from '../src/cli/usage-error'
import { parseRunLog } from '../src/runs/run-log'
import { parseArguments } from './support/parse-arguments'
import { temporaryFolder } from './support/temporary-folder'

/** `FUZZ_FILES` and `FUZZ_SEED` make a longer hunt of it. */
const { FUZZ_FILES = 300, FUZZ_SEED = 1 } = process.env
const hunt = { numRuns: Number(FUZZ_FILES), seed: Number(FUZZ_SEED) }

const properties = () => Reflect.ownKeys(Object.prototype)
const before = properties()

const key = fc.constantFrom(
  'epochs',
  'recipe',
  'lr',
  'log',
  'json',
  '__proto__',
  'constructor',
  'a',
)
const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('seed', 3, true, '1e999'))
const entries = fc.array(fc.tuple(key, value), { maxLength: 3 })
/** JSON text in which a key may come twice, or be __proto__. */
const text = entries.map(
  (pairs) =>
    `{${pairs.map((pair) => pair.map((part) => JSON.stringify(part)).join(':')).join(',')}}`,
)
const broken = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.tuple(text, fc.nat()).map(([whole, cut]) => whole.slice(0, cut % (whole.length + 1))),
  fc.string({ unit: 'binary' }),
)

it('accepts or rejects any configuration, and changes nothing else', async () => {
  const file = join(temporaryFolder(), 'run.json')
  const survives = fc.asyncProperty(broken, async (content) => {
    writeFileSync(file, content)
    try {
      return 'request' in (await parseArguments(['train', '--config', file]))
    } catch (error) {
      return error instanceof UsageError
    }
  })
  await fc.assert(survives, hunt)
  expect(properties()).toEqual(before)
})

it('a log of any lines is read as the runs it tells, and changes nothing else', () => {
  const start = '{"type":"start","recipe":"seed","seed":1,"layers":[784,10]}'
  const line = fc.oneof(
    broken,
    fc.constant(start),
    value.map((loss) => `{"type":"epoch","epoch":1,"trainLoss":${JSON.stringify(loss)}}`),
    value.map((reason) => `{"type":"end","reason":${JSON.stringify(reason)}}`),
  )
  const survives = fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
    const runs = parseRunLog('log', lines.join('\n'))
    return (
      runs.length === lines.filter((one) => one === start).length &&
      runs.every(({ epochs }) => epochs.every(({ trainLoss }) => typeof trainLoss === 'number'))
    )
  })
  fc.assert(survives, hunt)
  expect(properties()).toEqual(before)
})
