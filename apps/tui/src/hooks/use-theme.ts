import type { Theme } from '../app/theme'
import { useServices } from './services'

/** What the terminal can show. */
export function useTheme(): Theme {
  return useServices().theme
}
