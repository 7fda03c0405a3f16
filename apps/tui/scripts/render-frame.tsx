import { renderToString } from 'ink'
import { Frame } from '../src/app/app'
import { MouseSource } from '../src/app/mouse-source'
import type { Theme } from '../src/app/theme'
import type { View } from '../src/app/view'
import { type Services, ServicesContext } from '../src/hooks/services'
import type { RunState } from '../src/store/run-state'
import { createRunStore } from '../src/store/run-store'
import { createViewStore } from '../src/store/view-store'
import { setColorDepth } from '../src/text/styled'

/** What the dashboard shows in a window of this size, as text with escape codes. */
export function renderFrame(
  state: RunState,
  view: View,
  size: { readonly columns: number; readonly rows: number },
  theme: Theme,
): string {
  setColorDepth(theme.depth)
  const services: Services = {
    theme,
    run: createRunStore(state),
    view: createViewStore(view),
    mouse: new MouseSource(),
    execute: () => {},
    look: () => {},
    openPicture: async () => '',
    completePath: async (path) => path,
    deleteRun: async () => ({ isDone: false, text: '' }),
    renameRun: async () => ({ isDone: false, text: '' }),
    findRuns: async () => ({ runs: [], problems: [] }),
    suspend: async () => {},
    redraw: async () => {},
    reportMouse: () => () => {},
  }
  const frame = (
    <ServicesContext value={services}>
      <Frame {...size} />
    </ServicesContext>
  )
  return renderToString(frame, { columns: size.columns })
}
