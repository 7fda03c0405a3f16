import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { readEpochResult } from '../epoch/epoch-result.ts'
import { readmeSection } from '../epoch/readme-section.ts'
import { hasMarkers, writeBetweenMarkers } from '../report/markers.ts'
import { stepSection } from '../step/step-report.ts'
import { readStepResult } from '../step/step-result.ts'

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const STORED = place('../results/epoch.json')
const STORED_STEP = place('../results/step.json')
const READMES = ['../README.md', '../../../README.md'].map(place)
const PERFORMANCE = place('../../../docs/performance.md')

/** `bench readme`: writes the figures of stored results into the pages that have a place for them. */
export function readmeCommand(): Command {
  return new Command('readme')
    .description(
      'write the figures of stored results between the markers of the pages that show them',
    )
    .argument('[result]', 'a file that `bench epoch --json` wrote', STORED)
    .action((file: string) => {
      const figures = readmeSection(readEpochResult(file))
      for (const readme of READMES) writeSection(readme, figures)
      writeSection(PERFORMANCE, stepSection(readStepResult(STORED_STEP)))
    })
}

function writeSection(page: string, section: string): void {
  if (!existsSync(page)) return
  const text = readFileSync(page, 'utf8')
  if (hasMarkers(text)) writeFileSync(page, writeBetweenMarkers(text, section, page))
}
