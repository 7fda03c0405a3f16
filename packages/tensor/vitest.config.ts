import { mergeConfig } from 'vitest/config'
import base from '../../vitest.base.ts'

/** One of the two longest suites, for which all would wait: every core works on it. */
export default mergeConfig(base, { test: { maxWorkers: '100%' } })
