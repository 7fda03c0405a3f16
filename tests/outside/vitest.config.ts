import { mergeConfig } from 'vitest/config'
import base from '../../vitest.base.ts'

/** Whole programs, compilers and browsers run here, which a busy machine makes slow. */
export default mergeConfig(base, {
  test: { globalSetup: 'test/support/install.ts', testTimeout: 120_000, hookTimeout: 120_000 },
})
