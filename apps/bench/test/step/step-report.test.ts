import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { writeBetweenMarkers } from '../../src/report/markers.ts'
import { stepSection } from '../../src/step/step-report.ts'
import { readStepResult } from '../../src/step/step-result.ts'

it('docs/performance.md shows the stored result', () => {
  const stored = fileURLToPath(new URL('../../results/step.json', import.meta.url))
  const page = fileURLToPath(new URL('../../../../docs/performance.md', import.meta.url))
  const text = readFileSync(page, 'utf8')
  expect(text).toBe(writeBetweenMarkers(text, stepSection(readStepResult(stored)), page))
})
