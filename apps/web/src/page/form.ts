import { recipes } from '@handwritten/nn'
import { parseSizes, type Settings } from '../settings'
import { create } from './elements'

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  preset: Object.keys(recipes),
  activation: ['relu', 'gelu', 'silu', 'tanh', 'sigmoid', 'elu'],
  optimizer: ['sgd', 'momentum', 'nesterov', 'adam', 'adamw', 'rmsprop'],
}

/** The settings of a recipe, as far as the form shows them. */
export function presetSettings(preset: string, seed: number): Settings {
  const { sizes, learningRate, batchSize, epochs, optimizer: rule } = recipes[preset as 'fast']
  const hidden = sizes.slice(1, -1)
  const momentum = rule.name === 'sgd' && rule.momentum > 0
  const optimizer = momentum ? (rule.nesterov ? 'nesterov' : 'momentum') : rule.name
  return { preset, hidden, activation: 'relu', optimizer, learningRate, batchSize, epochs, seed }
}

/** Shows `settings` in the form and reports every valid change. */
export function bindForm(form: HTMLFormElement, changed: (settings: Settings) => void) {
  for (const [name, values] of Object.entries(CHOICES)) {
    const select = form.elements.namedItem(name) as HTMLSelectElement
    select.replaceChildren(...values.map((value) => create('option', value)))
  }
  const fieldOf = (key: string) => form.elements.namedItem(key) as HTMLInputElement
  const show = (settings: Settings) => {
    for (const [key, value] of Object.entries(settings)) {
      fieldOf(key).value = Array.isArray(value) ? value.join(', ') : String(value)
    }
    // An address may name what the form does not offer.
    for (const select of form.querySelectorAll('select')) {
      select.selectedIndex = Math.max(0, select.selectedIndex)
    }
  }
  const read = (): Settings | null => {
    const hidden = parseSizes(fieldOf('hidden').value)
    const problem = hidden ? '' : 'up to six sizes from 1 to 2048, such as 256, 64'
    fieldOf('hidden').setCustomValidity(problem)
    if (hidden === null || !form.reportValidity()) return null
    const text = (key: string) => fieldOf(key).value
    const number = (key: string) => fieldOf(key).valueAsNumber
    return {
      preset: text('preset'),
      hidden,
      activation: text('activation'),
      optimizer: text('optimizer'),
      learningRate: number('learningRate'),
      batchSize: number('batchSize'),
      epochs: number('epochs'),
      seed: number('seed'),
    }
  }
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('change', ({ target }) => {
    const isPreset = (target as HTMLElement).getAttribute('name') === 'preset'
    if (isPreset) show(presetSettings(fieldOf('preset').value, fieldOf('seed').valueAsNumber))
    const settings = read()
    if (settings) changed(settings)
  })
  return { show, read }
}
