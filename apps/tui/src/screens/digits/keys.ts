import type { KeyContext, KeyPress } from '../keys'
import type { DigitsView } from '../view'

/** The digits screen after a key press. */
export function onDigitsKey(view: DigitsView, key: KeyPress, context: KeyContext): DigitsView {
  if (view.entry !== null) return onTyping(view, view.entry, key, context)
  if ('input' in key) return key.input === 'g' ? { ...view, entry: '' } : view
  const { testImages } = context
  switch (key.name) {
    case 'left':
      return { ...view, image: (view.image + testImages - 1) % testImages }
    case 'right':
      return { ...view, image: (view.image + 1) % testImages }
    case 'up':
      return { ...view, image: along(context.gallery(view.cell), view.image, -1) }
    case 'down':
      return { ...view, image: along(context.gallery(view.cell), view.image, 1) }
    case 'escape':
      return { ...view, cell: null }
    default:
      return view
  }
}

// While a number is typed, digits belong to it; a number that no image has is not taken.
function onTyping(
  view: DigitsView,
  entry: string,
  key: KeyPress,
  { testImages }: KeyContext,
): DigitsView {
  if ('input' in key) {
    const longer = /^\d$/.test(key.input) ? entry + key.input : entry
    return Number(longer) < testImages ? { ...view, entry: longer } : view
  }
  if (key.name === 'backspace') return { ...view, entry: entry.slice(0, -1) }
  if (key.name === 'escape') return { ...view, entry: null }
  if (key.name !== 'enter') return view
  return { ...view, entry: null, image: entry === '' ? view.image : Number(entry) }
}

// The neighbour of `image` in the gallery; its first one where the image is not in it.
function along(gallery: readonly number[], image: number, by: 1 | -1): number {
  const place = gallery.indexOf(image)
  const next = place === -1 ? 0 : (place + by + gallery.length) % gallery.length
  return gallery[next] ?? image
}
