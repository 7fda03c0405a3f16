import { mergeConfig } from 'vitest/config'
import base from '../../vitest.base.ts'

// Nothing here has a state of its own, so the files need no workers of their own.
export default mergeConfig(base, { test: { isolate: false } })
