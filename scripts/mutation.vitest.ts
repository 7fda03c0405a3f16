import { mergeConfig } from 'vitest/config'
import base from '../vitest.base.ts'

/** The root is the copy of the package that holds the changes, so nothing is said of it here. */
export default mergeConfig(base, { test: { reporters: ['default'] } })
