import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countReports } from '../reports.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reports-'))
  for (const folder of ['packages/a', 'apps/b', 'scripts']) {
    mkdirSync(join(root, folder, 'reports'), { recursive: true })
    writeFileSync(join(root, folder, 'package.json'), '{"scripts":{"test":"vitest run"}}')
  }
})
afterEach(() => rmSync(root, { recursive: true }))

function report(folder: string, passed: number, failed: number, testResults: object[] = []) {
  const json = { numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, testResults }
  writeFileSync(join(root, folder, 'reports/vitest.json'), JSON.stringify(json))
}

it('sums the reports and names the folders that left none', () => {
  report('packages/a', 3, 1, [{ status: 'failed', assertionResults: [{ status: 'failed' }] }])
  report('scripts', 2, 0)
  expect(countReports(root)).toEqual({ passed: 5, failed: 1, skipped: 2, missing: ['apps/b'] })
})

it('counts a suite that could not be loaded as a failure', () => {
  for (const folder of ['packages/a', 'apps/b']) report(folder, 1, 0)
  report('scripts', 0, 0, [{ status: 'failed', assertionResults: [] }])
  expect(countReports(root).failed).toBe(1)
})
