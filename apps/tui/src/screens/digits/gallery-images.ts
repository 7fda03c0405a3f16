import type { DigitsView } from '../../app/view'
import { imagesIn, type Outcome } from '../../store/outcomes'
import type { Inspection } from '../../store/run-state'

/** The images of the gallery: those of the chosen cell, or all mistakes, the most confident first. */
export function galleryOf(inspection: Inspection, cell: DigitsView['cell']): readonly Outcome[] {
  const { testData, predictions, outcomes } = inspection
  if (cell === null) return outcomes?.mistakes ?? []
  return testData && predictions ? imagesIn(testData, predictions, cell) : []
}
