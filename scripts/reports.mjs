import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const REPORT = 'reports/vitest.json'

/** The folders whose tests write a report: every workspace member, and the scripts beside this file. */
export function testedFolders(root) {
  const members = ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && existsSync(join(root, group, entry.name, 'package.json')),
      )
      .map((entry) => `${group}/${entry.name}`),
  )
  return [...members, 'scripts']
}

/** Sums Vitest's JSON reports under `root`: tests passed and failed, and the tested folders without a report. */
export function countReports(root) {
  const total = { passed: 0, failed: 0, missing: [] }
  for (const folder of testedFolders(root)) {
    const file = join(root, folder, REPORT)
    if (!existsSync(file)) {
      total.missing.push(folder)
      continue
    }
    const report = JSON.parse(readFileSync(file, 'utf8'))
    total.passed += report.numPassedTests
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
