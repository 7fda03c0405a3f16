import { describe, expect, it } from 'vitest'
import { allReport } from '../../src/all/all-report.ts'
import { part } from '../../src/all/part.ts'
import { epochBench } from '../../src/epoch/epoch-bench.ts'
import { exampleResult } from '../epoch/example-result.ts'

describe('allReport', () => {
  const report = allReport(
    new Map([
      ['epoch', part(epochBench, 1).tell(JSON.stringify(exampleResult))],
      ['kernels', undefined],
    ]),
  )

  it('is one page: targets, then each bench with its chart', () => {
    expect(report.match(/^#+ .*$/gm)).toEqual([
      '# How fast it is',
      '## Targets',
      '## One epoch of the seed recipe on MNIST',
      '## kernels',
    ])
    expect(report).toContain('![One epoch of the seed recipe on MNIST](epoch.svg)')
  })

  it('says what failed', () => {
    expect(report).toContain('This bench failed; nothing was measured.')
  })
})
