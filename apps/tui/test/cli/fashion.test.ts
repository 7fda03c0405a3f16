import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runProgram } from '../support/program'

/** Where Debian's package dataset-fashion-mnist puts the four files. */
const folder = '/usr/share/datasets/fashion-mnist'

it.skipIf(!existsSync(folder))(
  'the fast recipe reads more than 87% of Fashion-MNIST (needs the files of dataset-fashion-mnist)',
  async () => {
    const { code, stdout } = await runProgram([
      ...['--dataset', 'fashion'],
      ...['--data-dir', folder, '--json', '--threads', '1'],
    ])
    expect(code).toBe(0)
    const [start, ...rest] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(start).toMatchObject({ dataset: 'fashion', trainSamples: 60_000, testSamples: 10_000 })
    expect(rest.at(-1)).toMatchObject({ type: 'end', reason: 'completed', epochs: 3 })
    expect(rest.at(-1).testAccuracy).toBeGreaterThan(0.87)
  },
)
