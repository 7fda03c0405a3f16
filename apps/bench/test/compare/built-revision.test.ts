import { describe, expect, it } from 'vitest'
import { resolveRevision } from '../../src/compare/built-revision.ts'

describe('resolveRevision', () => {
  it.each(['no-such-branch', '', '--help', 'HEAD:README.md'])(
    'refuses what is no commit: %j',
    (revision) => {
      expect(() => resolveRevision(revision)).toThrow(
        `expected a revision that git knows, as HEAD~1 or a branch, found ${JSON.stringify(revision)}`,
      )
    },
  )
})
