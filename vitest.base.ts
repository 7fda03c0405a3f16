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
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
