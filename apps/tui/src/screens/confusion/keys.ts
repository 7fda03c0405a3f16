import type { KeyContext, KeyPress } from '../keys'
import type { View } from '../view'

/** The view after a key press on the confusion screen: another cell, or its images. */
export function onConfusionKey(view: View, key: KeyPress, context: KeyContext): View {
  if ('input' in key) return view
  const { label, predicted } = view.confusion
  const { classes } = context
  const move = (value: number, by: number): number => (value + by + classes) % classes
  switch (key.name) {
    case 'up':
      return { ...view, confusion: { label: move(label, -1), predicted } }
    case 'down':
      return { ...view, confusion: { label: move(label, 1), predicted } }
    case 'left':
      return { ...view, confusion: { label, predicted: move(predicted, -1) } }
    case 'right':
      return { ...view, confusion: { label, predicted: move(predicted, 1) } }
    case 'enter': {
      const image = context.gallery(view.confusion)[0] ?? view.digits.image
      return { ...view, screen: 'digits', digits: { image, entry: null, cell: view.confusion } }
    }
    default:
      return view
  }
}
