import { expect, it } from 'vitest'
import { wrapped } from '../../src/text/wrapped'

it.each([
  ['', 5, []],
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 6, ['one', 'two', 'three']],
  ['  spaces   are one ', 20, ['spaces are one']],
  ['extraordinary', 5, ['extra']],
  ['a b', 0, ['a', 'b']],
])('%j in %i cells', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines)
})
