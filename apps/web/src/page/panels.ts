import type { Reports } from '../protocol'
import { create, element, write } from './dom'
import { showImages } from './images'

const percent = (part: number): string => `${(100 * part).toFixed(1)}%`

/** The ten probabilities, the likeliest digit, and the steps that prepared the drawing. */
export function showDrawing({ probabilities, steps, problem = '' }: Reports['drawn']): void {
  const list = element('probabilities', HTMLOListElement)
  if (list.children.length === 0) list.append(...Array.from({ length: 10 }, probabilityRow))
  for (const [digit, row] of [...list.children].entries()) {
    const value = probabilities[digit] ?? 0
    row.querySelector('meter')!.value = value
    row.lastElementChild!.textContent = probabilities.length > 0 ? percent(value) : ''
  }
  const highest = probabilities.reduce((a, b) => Math.max(a, b), 0)
  const best = probabilities.indexOf(highest)
  write('answer', best >= 0 ? `${best} (${percent(highest)})` : '')
  write('problem', problem)
  const pictures = steps.map((step) => ({
    ...step,
    caption: step.name,
    label: `Step: ${step.name}`,
  }))
  showImages('preparation', pictures)
}

function probabilityRow(_: unknown, digit: number): HTMLLIElement {
  const meter = Object.assign(create('meter'), { ariaLabel: `Probability of ${digit}` })
  return create('li', create('span', String(digit)), meter, create('span'))
}

export function showFilters({ filters }: Reports['filters']): void {
  const picture = (pixels: Float32Array, unit: number) => ({
    pixels,
    width: 28,
    label: `Unit ${unit + 1}`,
  })
  showImages('filters', filters.map(picture))
}

export function showEvaluation({ confusion, mistakes }: Reports['evaluation']): void {
  const pictures = mistakes.map(({ pixels, label, predicted, confidence }) => ({
    ...{ pixels, width: 28, caption: `${label} → ${predicted}` },
    label: `A ${label}, predicted as ${predicted} with ${percent(confidence)}`,
  }))
  showImages('mistakes', pictures)
  const names = confusion.map((_, digit) => header(String(digit), 'col'))
  const head = create('tr', header('true', 'col'), ...names, header('recall', 'col'))
  element('confusion', HTMLTableElement).replaceChildren(head, ...confusion.map(confusionRow))
}

function confusionRow(counts: readonly number[], label: number): HTMLTableRowElement {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1
  const cells = counts.map((count, predicted) => {
    const cell = create('td', count === 0 ? '' : String(count))
    cell.className = predicted === label ? 'correct' : 'wrong'
    // Mistakes are few: their colour deepens by the square root of their share.
    cell.style.setProperty('--share', String(Math.min(0.5, 2 * Math.sqrt(count / total))))
    return cell
  })
  return create(
    'tr',
    header(String(label), 'row'),
    ...cells,
    create('td', percent(counts[label]! / total)),
  )
}

function header(text: string, scope: string): HTMLTableCellElement {
  return Object.assign(create('th', text), { scope })
}
