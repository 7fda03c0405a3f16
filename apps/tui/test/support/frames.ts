import { stripVTControlCharacters } from 'node:util'
import { renderFrame } from '../../scripts/render-frame'
import { initialView, type View } from '../../src/app/view'
import type { FoundRuns } from '../../src/runs/find-runs'
import { type RunAction, reduce } from '../../src/store/reducer'
import { initialRunState } from '../../src/store/run-state'
import { type CharsetName, charsets } from '../../src/text/charset'
import type { ColorDepth } from '../../src/text/palette'
import { wholeRun } from './events'

export interface FrameOptions {
  /** Default: {@link wholeRun}. */
  readonly events?: readonly RunAction[]
  readonly view?: Partial<View>
  readonly charset?: CharsetName
  readonly depth?: ColorDepth
  readonly earlier?: FoundRuns
}

/** The lines of a frame with their escape codes. */
export function styledFrame(columns: number, rows: number, options: FrameOptions = {}): string[] {
  const { events = wholeRun, view = {}, charset = 'ascii', depth = 1, earlier = null } = options
  const state = { ...events.reduce(reduce, initialRunState), earlier }
  const theme = { charset: charsets[charset], depth }
  return renderFrame(state, { ...initialView, ...view }, { columns, rows }, theme).split('\n')
}

/** The lines of a frame as a person sees them. */
export function frame(...options: Parameters<typeof styledFrame>): string[] {
  return styledFrame(...options).map(stripVTControlCharacters)
}
