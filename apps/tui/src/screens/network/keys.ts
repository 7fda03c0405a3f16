import { type KeyBinding, viewKey } from '../../app/keymap'

/** The keys of the network screen. */
export const networkKeys: readonly KeyBinding[] = [
  viewKey(
    {
      keys: ['left', 'up', 'right', 'down'],
      label: 'arrows',
      hint: 'more units',
      help: 'more units of the first layer',
    },
    (view, _, key) => {
      const by = key === 'right' || key === 'down' ? 1 : -1
      return { ...view, network: { page: view.network.page + by } }
    },
  ),
]
