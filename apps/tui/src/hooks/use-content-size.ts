import { createContext, useContext } from 'react'

/** The cells between header and footer. */
export interface ContentSize {
  readonly columns: number
  readonly rows: number
  /** Whether there is too little room for borders. */
  readonly isCompact: boolean
}

export const ContentSizeContext = createContext<ContentSize>({
  columns: 80,
  rows: 21,
  isCompact: false,
})

/** The room that a screen has. Boxes lay out themselves; charts must know how many cells to fill. */
export function useContentSize(): ContentSize {
  return useContext(ContentSizeContext)
}
