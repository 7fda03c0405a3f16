import { mergeConfig } from 'vitest/config'
import base from '../../vitest.base.ts'

/** The longest of the suites, for which the others would wait: every core works on it. */
export default mergeConfig(base, { test: { maxWorkers: '100%' } })
