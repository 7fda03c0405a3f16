import { defineConfig } from 'vitest/config'

/** How every package is tested; the JSON report is what `npm test` counts. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
