import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { members } from './members.mjs'

const REPORT = 'reports/vitest.json'

/** The folders whose tests write a report: the workspace members that have tests, and the scripts beside this file. */
export function testedFolders(root) {
  const tested = members(root).filter((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    return manifest.scripts?.test !== undefined
  })
  return [...tested, 'scripts']
}

/** Sums Vitest's JSON reports under `root`: tests passed, failed and skipped, and the tested folders without a report. */
export function countReports(root) {
  const total = { passed: 0, failed: 0, skipped: 0, missing: [] }
  for (const folder of testedFolders(root)) {
    const file = join(root, folder, REPORT)
    if (!existsSync(file)) {
      total.missing.push(folder)
      continue
    }
    const report = JSON.parse(readFileSync(file, 'utf8'))
    total.passed += report.numPassedTests
    total.skipped += report.numPendingTests
    // A suite that fails outside any test (a broken import) has no failed test of its own.
    const brokenSuites = report.testResults.filter(
      (suite) =>
        suite.status === 'failed' &&
        suite.assertionResults.every((test) => test.status !== 'failed'),
    )
    total.failed += report.numFailedTests + brokenSuites.length
  }
  return total
}

/** Removes earlier reports, so that only this run's (or its cached twin's) are counted. */
export function removeReports(root) {
  for (const folder of testedFolders(root)) rmSync(join(root, folder, REPORT), { force: true })
}
