import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { runHere } from './support/run'

const project = join(inject('projects'), 'together')
const page = readFileSync(join(import.meta.dirname, '../../../docs/tutorial.md'), 'utf8')

/** The blocks of a language in a chapter, one after the other. */
const blocks = (chapter: string, language: string) =>
  Array.from(
    chapter.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs')),
    ([, text]) => text,
  )

const chapters = page
  .split(/^## /m)
  .filter((chapter) => chapter.includes('```js'))
  .map((chapter): [title: string, text: string] => [chapter.split('\n')[0], chapter])

it('has six chapters with a program each, and no code outside them', () => {
  expect(chapters.map(([, text]) => blocks(text, 'js').length)).toEqual([1, 1, 1, 1, 1, 1])
  expect(page.match(/```\w+/g)?.length).toBe(12)
})

it.each(chapters)('chapter %s prints what the page says', async (title, text) => {
  const program = `chapter-${Number.parseInt(title, 10)}.mjs`
  await writeFile(join(project, program), blocks(text, 'js')[0])
  expect(await runHere(project, [program])).toBe(blocks(text, 'text')[0])
})
