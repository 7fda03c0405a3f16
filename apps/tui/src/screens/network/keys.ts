import type { KeyPress } from '../keys'
import type { View } from '../view'

/** The network screen after a key press: another page of units. The screen wraps pages around. */
export function onNetworkKey(view: View['network'], key: KeyPress): View['network'] {
  if (!('name' in key)) return view
  if (key.name === 'right' || key.name === 'down') return { page: view.page + 1 }
  if (key.name === 'left' || key.name === 'up') return { page: view.page - 1 }
  return view
}
