import { type DOMElement, measureElement } from 'ink'
import { type RefObject, useEffect } from 'react'
import type { MouseEvent } from '../app/mouse-reader'
import { useServices } from './services'

/** An element on the screen, in cells. */
interface Place {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Calls `take` with every mouse event and the place of the element at that time. */
export function useMouse(
  ref: RefObject<DOMElement | null>,
  take: (event: MouseEvent, place: Place) => void,
): void {
  const { mouse } = useServices()
  useEffect(
    () =>
      mouse.subscribe((event) => {
        if (ref.current === null) return
        const { x, y, width, height } = measureElement(ref.current)
        take(event, { left: x, top: y, width, height })
      }),
    [mouse, ref, take],
  )
}

/** Whether a mouse event is within a place. */
export function isInside(
  { column, row }: MouseEvent,
  { left, top, width, height }: Place,
): boolean {
  return column >= left && column < left + width && row >= top && row < top + height
}
