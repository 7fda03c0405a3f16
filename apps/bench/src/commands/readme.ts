import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { readEpochResult } from '../epoch/epoch-result.ts'
import { readmeSection } from '../epoch/readme-section.ts'
import { hasMarkers, writeBetweenMarkers } from '../report/markers.ts'

const STORED = fileURLToPath(new URL('../results/epoch.json', import.meta.url))
const READMES = ['../README.md', '../../../README.md'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
)

/** `bench readme`: writes the figures of a stored result into the READMEs that have a place for them. */
export function readmeCommand(): Command {
  return new Command('readme')
    .description('write the figures of a stored result between the markers of the READMEs')
    .argument('[result]', 'a file that `bench epoch --json` wrote', STORED)
    .action((file: string) => {
      const result = readEpochResult(file)
      const section = readmeSection(result)
      for (const readme of READMES.filter((path) => existsSync(path))) {
        const text = readFileSync(readme, 'utf8')
        if (hasMarkers(text)) writeFileSync(readme, writeBetweenMarkers(text, section, readme))
      }
    })
}
