import type { Answer } from '../../app/keymap'
import type { View } from '../../app/view'

/** The prompt for the path of a picture. */
export const openPictureNamed = {
  label: 'open',
  submit: (view: View, path: string): Answer => ({ view, command: { open: path } }),
}
