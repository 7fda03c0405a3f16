import { defineConfig } from 'vitest/config'

/**
 * How every package is tested; the JSON report is what `npm test` counts. Files share the modules of
 * their worker, which halves the work: what a file changes for all, it sets back.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    isolate: false,
    // Tests do real work, which takes ten times as long beside other busy processes: only a hang takes longer.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
