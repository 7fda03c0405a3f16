import { mergeConfig } from 'vitest/config'
import base from '../../vitest.base.ts'

/** Its tests wait for the programs that they run: while one waits, another can work. */
export default mergeConfig(base, { test: { maxWorkers: '100%' } })
