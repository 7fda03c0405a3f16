import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { preferredView, rememberPreferences } from '../../src/app/preferences'
import { initialView } from '../../src/app/view'
import { temporaryFolder } from '../support/temporary-folder'

const folder = temporaryFolder()

it('remembers choices, and nothing else of a view', () => {
  const file = join(folder, 'new', 'dashboard.json')
  const train = { ...initialView.train, smoothing: 'strong', spread: false, cursor: 0.3 } as const
  rememberPreferences(file, { ...initialView, screen: 'runs', train })
  expect(preferredView(file)).toEqual({ ...initialView, train: { ...train, cursor: null } })
})

it('writes no file while everything is as by default', () => {
  const file = join(folder, 'untouched.json')
  rememberPreferences(file, { ...initialView, screen: 'draw' })
  expect(existsSync(file)).toBe(false)
})

it.each(['', '{', '[]', '{"train":7}', '{"train":{"smoothing":"very","raw":1},"runs":null}'])(
  'ignores what it cannot read: %s',
  (content) => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, content)
    expect(preferredView(file)).toEqual(initialView)
  },
)

it('writes no file where none is given, and is silent where it cannot be written', () => {
  const train = { ...initialView.train, raw: true }
  rememberPreferences(null, { ...initialView, train })
  const blocked = join(folder, 'blocked')
  writeFileSync(blocked, '')
  expect(() =>
    rememberPreferences(join(blocked, 'x.json'), { ...initialView, train }),
  ).not.toThrow()
  expect(readFileSync(blocked, 'utf8')).toBe('')
})
