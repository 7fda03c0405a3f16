import { type KeyBinding, type KeyContext, viewKey } from '../../app/keymap'
import { type DigitsView, withPrompt } from '../../app/view'

/** The keys of the digits screen. */
export const digitsKeys: readonly KeyBinding[] = [
  digitsKey(
    { keys: ['left'], label: 'left right', hint: 'images', help: 'test images in order' },
    (digits, { testImages }) => ({
      ...digits,
      image: (digits.image + testImages - 1) % testImages,
    }),
  ),
  digitsKey({ keys: ['right'], label: '', help: 'next test image' }, (digits, { testImages }) => ({
    ...digits,
    image: (digits.image + 1) % testImages,
  })),
  digitsKey(
    { keys: ['up'], label: 'up down', hint: 'gallery', help: 'images of the gallery' },
    (digits, context) => along(digits, -1, context),
  ),
  digitsKey({ keys: ['down'], label: '', help: 'next of the gallery' }, (digits, context) =>
    along(digits, 1, context),
  ),
  viewKey({ keys: ['g'], hint: 'go to', help: 'go to an image by its number' }, (view) =>
    withPrompt(view, 'image'),
  ),
  digitsKey(
    {
      keys: ['escape'],
      hint: 'all mistakes',
      help: 'all mistakes in the gallery',
      isActive: (_, { digits }) => digits.cell !== null,
    },
    (digits) => ({ ...digits, cell: null }),
  ),
]

function digitsKey(
  binding: Omit<KeyBinding, 'press'>,
  change: (digits: DigitsView, context: KeyContext) => DigitsView,
): KeyBinding {
  return viewKey(binding, (view, context) => ({ ...view, digits: change(view.digits, context) }))
}

// The neighbour of the selected image in the gallery; the first where it is not in it.
function along(digits: DigitsView, by: 1 | -1, { gallery }: KeyContext): DigitsView {
  const images = gallery(digits.cell)
  const place = images.indexOf(digits.image)
  const next = place === -1 ? 0 : (place + by + images.length) % images.length
  return { ...digits, image: images[next] ?? digits.image }
}
