import type { KeyContext } from '../../app/keymap'
import type { View } from '../../app/view'

/** The prompt for the number of a test image. */
export const selectImageNumbered = {
  label: 'image number',
  // Digits only, as long as there is such an image.
  restrict(text: string, { testImages }: KeyContext): string {
    let digits = text.replaceAll(/\D/g, '')
    while (Number(digits) >= testImages) digits = digits.slice(0, -1)
    return digits
  },
  submit: (view: View, text: string) => ({
    view: { ...view, digits: { ...view.digits, image: Number(text) } },
  }),
}
