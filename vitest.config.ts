import { defineConfig } from 'vitest/config'

/** All suites in one process, for `pnpm run test:watch`; `pnpm test` runs each package's own. */
export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*', 'tests/*', 'scripts'],
  },
})
