import { mergeConfig } from 'vitest/config'
import base from '../../vitest.base.ts'

// Every file leaves things as it found them, so they share workers, and load the tensor package once.
export default mergeConfig(base, { test: { isolate: false } })
