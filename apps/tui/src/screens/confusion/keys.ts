import { type KeyBinding, viewKey } from '../../app/keymap'
import type { View } from '../../app/view'

const moves: Readonly<Record<string, readonly [label: number, predicted: number]>> = {
  left: [0, -1],
  right: [0, 1],
  up: [-1, 0],
  down: [1, 0],
}

/** The keys of the confusion screen. */
export const confusionKeys: readonly KeyBinding[] = [
  viewKey(
    { keys: Object.keys(moves), label: 'arrows', hint: 'choose', help: 'choose a cell' },
    (view, { classes }, key) => {
      const [down, right] = moves[key]!
      const move = (value: number, by: number): number => (value + by + classes) % classes
      const { label, predicted } = view.confusion
      return { ...view, confusion: { label: move(label, down), predicted: move(predicted, right) } }
    },
  ),
  viewKey(
    { keys: ['enter'], hint: 'images', help: 'show the images of the cell' },
    (view, { gallery }): View => {
      const image = gallery(view.confusion)[0] ?? view.digits.image
      return { ...view, screen: 'digits', digits: { image, cell: view.confusion } }
    },
  ),
]
