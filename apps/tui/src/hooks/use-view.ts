import { useSyncExternalStore } from 'react'
import type { View } from '../app/view'
import { useServices } from './services'

/** What the user has chosen to see. */
export function useView(): View {
  const { view } = useServices()
  return useSyncExternalStore(view.subscribe, view.getSnapshot)
}
