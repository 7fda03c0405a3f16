import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The README of a package as it lies in its tarball, installed in `project`. */
export async function readmeOf(project: string, name: string): Promise<Readme> {
  const file = join(project, 'node_modules/@handwritten', name, 'README.md')
  return new Readme(await readFile(file, 'utf8'))
}

class Readme {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The first block of code in a language. */
  block(language: string): string {
    const found = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(this.#text)
    if (found === null) throw new Error(`the README has no block of ${language}`)
    return found[1]
  }
}
