import { createContext, useContext } from 'react'
import { type Charset, charsets } from '../text/charset'
import type { ColorDepth } from '../text/palette'

/** What this terminal can show. */
export interface Theme {
  readonly charset: Charset
  readonly depth: ColorDepth
}

export const ThemeContext = createContext<Theme>({ charset: charsets.ascii, depth: 1 })

export function useTheme(): Theme {
  return useContext(ThemeContext)
}
