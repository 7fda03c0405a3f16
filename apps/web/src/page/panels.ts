import type { Message, Reading } from '../protocol'
import { create, element } from './elements'
import { diverging, gray, imageOf } from './images'

type Drawn = Extract<Message, { type: 'drawn' }>

const percent = (part: number): string => `${(100 * part).toFixed(1)}%`

/** The ten probabilities, the answer, and the steps that made the drawing a digit like MNIST's. */
export function showDrawing({ probabilities, steps, problem }: Drawn | Omit<Drawn, 'type'>): void {
  const list = element('probabilities', HTMLOListElement)
  if (list.children.length === 0) list.append(...Array.from({ length: 10 }, probabilityRow))
  const rows = [...list.children]
  for (const [digit, row] of rows.entries()) {
    const value = probabilities[digit] ?? 0
    row.querySelector('meter')!.value = value
    row.lastElementChild!.textContent = probabilities.length > 0 ? percent(value) : ''
  }
  const best = probabilities.reduce(
    (best, value, digit) => (value > probabilities[best]! ? digit : best),
    0,
  )
  const answer =
    probabilities.length > 0 ? `${best} (${percent(probabilities[best]!)})` : (problem ?? '')
  element('answer', HTMLOutputElement).value = answer
  const images = steps.map(({ name, width, pixels }) =>
    imageOf(width, gray(pixels), { caption: name, label: `Step of the preparation: ${name}` }),
  )
  element('preparation', HTMLDivElement).replaceChildren(...images)
}

function probabilityRow(_: unknown, digit: number): HTMLLIElement {
  const meter = create('meter')
  meter.ariaLabel = `Probability of ${digit}`
  const row = create('li')
  row.append(create('span', String(digit)), meter, create('span'))
  return row
}

export function showFilters(filters: readonly Float32Array[]): void {
  const images = filters.map((weights, unit) =>
    imageOf(28, diverging(weights), { caption: '', label: `Weights of unit ${unit + 1}` }),
  )
  element('filters', HTMLDivElement).replaceChildren(...images)
}

export function showReading({ confusion, mistakes }: Reading): void {
  const images = mistakes.map(({ pixels, label, predicted, confidence }) =>
    imageOf(28, gray(pixels), {
      caption: `${label} → ${predicted}`,
      label: `A ${label}, predicted as ${predicted} with ${percent(confidence)}`,
    }),
  )
  element('mistakes', HTMLDivElement).replaceChildren(...images)
  element('confusion', HTMLTableElement).replaceChildren(...confusionRows(confusion))
}

function confusionRows(counts: Reading['confusion']): HTMLTableRowElement[] {
  const digits = counts.map((_, digit) => String(digit))
  const head = rowOf(['true', ...digits, 'recall'].map((text) => header(text, 'col')))
  const rows = counts.map((row, label) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    const cells = row.map((count, predicted) => {
      const cell = create('td', count === 0 ? '' : String(count))
      const isHit = predicted === label
      // Mistakes are few: their colour deepens by the square root of their share.
      const share = isHit ? 0.3 : Math.min(1, 4 * Math.sqrt(count / Math.max(total, 1)))
      cell.style.setProperty('--cell', isHit ? 'var(--train)' : 'var(--test)')
      cell.style.setProperty('--share', String(share / 2))
      return cell
    })
    const recall = create('td', percent(row[label]! / Math.max(total, 1)))
    return rowOf([header(String(label), 'row'), ...cells, recall])
  })
  return [head, ...rows]
}

function header(text: string, scope: string): HTMLTableCellElement {
  const cell = create('th', text)
  cell.scope = scope
  return cell
}

function rowOf(cells: readonly HTMLElement[]): HTMLTableRowElement {
  const row = create('tr')
  row.append(...cells)
  return row
}
