import { recipes } from '@handwritten/nn'
import { optimizerName, parseSizes, type Settings } from '../settings'
import { element } from './dom'

/** The settings of a recipe, as far as the form shows them. */
export function presetSettings(preset: string, seed: number): Settings {
  const { sizes, learningRate, batchSize, epochs, optimizer: rule } = recipes[preset as 'fast']
  const optimizer = optimizerName(rule)
  const hidden = sizes.slice(1, -1)
  return { preset, hidden, activation: 'relu', optimizer, learningRate, batchSize, epochs, seed }
}

/** The form of the settings; `changed` is called with every valid change. */
export function settingsForm(changed: (settings: Settings) => void) {
  const form = element('settings', HTMLFormElement)
  const field = (key: string) => form.elements.namedItem(key) as HTMLInputElement
  const keys = Object.keys(presetSettings('fast', 1)) as (keyof Settings)[]

  const show = (settings: Settings) => {
    for (const key of keys) field(key).value = String(settings[key]).replaceAll(',', ', ')
    // An address may name what the form does not offer.
    for (const select of form.querySelectorAll('select')) {
      select.selectedIndex = Math.max(0, select.selectedIndex)
    }
  }
  const read = (): Settings | null => {
    const hidden = parseSizes(field('hidden').value)
    field('hidden').setCustomValidity(
      hidden ? '' : 'Up to six sizes from 1 to 2048, such as 256, 64',
    )
    if (!form.reportValidity()) return null
    const entries = keys.map((key) => {
      const { type, value, valueAsNumber } = field(key)
      return [key, type === 'number' ? valueAsNumber : value]
    })
    return { ...Object.fromEntries(entries), hidden }
  }
  form.onsubmit = (event) => event.preventDefault()
  form.onchange = ({ target }) => {
    if (target === field('preset'))
      show(presetSettings(field('preset').value, field('seed').valueAsNumber))
    const settings = read()
    if (settings) changed(settings)
  }
  return { show, read }
}
