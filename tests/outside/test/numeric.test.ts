import { readFile, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { run } from './support/run'

const programs = join(inject('projects'), 'together/numeric')

/**
 * What a program prints as plain JavaScript, which is what strict TypeScript leaves without its types;
 * that these fit is checked beside this.
 */
async function printedBy(name: string) {
  const source = await readFile(join(programs, `${name}.ts`), 'utf8')
  await writeFile(join(programs, `${name}.mjs`), stripTypeScriptTypes(source))
  return JSON.parse(await run(programs, [`${name}.mjs`]))
}

it('power iteration finds the largest eigenvalue', async () => {
  const { value, vector } = await printedBy('power-iteration')
  expect(value).toBeCloseTo(3 + Math.sqrt(3), 12)
  // The rows of (A - value) v = 0 with v = (1, value - 2, ...).
  expect(vector[1] / vector[0]).toBeCloseTo(value - 2, 9)
  expect(vector[2] / vector[1]).toBeCloseTo(1 / (value - 4), 9)
})

it('linear regression finds the slopes behind noisy targets', async () => {
  const { slopes, intercept, loss } = await printedBy('linear-regression')
  const expected = [1.5, -2, 0.5]
  slopes.forEach((slope: number, i: number) => {
    expect(Math.abs(slope - expected[i])).toBeLessThan(0.003)
  })
  expect(Math.abs(intercept - 4)).toBeLessThan(0.003)
  expect(loss).toBeLessThan(2 * 0.01 ** 2)
})

it('k-means finds three corners', async () => {
  const { centers, counts } = await printedBy('k-means')
  expect(counts.toSorted()).toEqual([30, 30, 30])
  const corners = [
    [0, 0],
    [8, 1],
    [3, 9],
  ]
  for (const [x, y] of corners) {
    const nearest = Math.min(...centers.map(([a, b]: number[]) => Math.hypot(a - x, b - y)))
    expect(nearest).toBeLessThan(0.5)
  }
})
