import { createContext, useContext } from 'react'
import type { RunCommand } from '../app/keymap'
import type { MouseSource } from '../app/mouse-source'
import type { Theme } from '../app/theme'
import type { EditResult } from '../runs/edit-runs'
import type { FoundRuns } from '../runs/find-runs'
import type { OpenedPicture } from '../screens/draw/view'
import type { RunStore } from '../store/run-store'
import type { ViewStore } from '../store/view-store'
import type { Look } from '../training/inspection/events'

/** Gives the terminal back while `during` runs, as Ink's `suspendTerminal` does. */
type ReleaseTerminal = (during: () => Promise<void>) => Promise<void>

/** What the components get from the program around them. */
export interface Services {
  readonly theme: Theme
  readonly run: RunStore
  readonly view: ViewStore
  readonly mouse: MouseSource
  readonly execute: (command: RunCommand) => void
  /** Asks the training thread for what the screen shows beside the run. */
  readonly look: (look: Look) => void
  /** Reads a picture's file; the reason where that fails. */
  readonly openPicture: (path: string) => Promise<OpenedPicture | string>
  /** Completes the path of a picture. */
  readonly completePath: (path: string) => Promise<string>
  readonly findRuns: () => Promise<FoundRuns>
  /** Deletes and renames runs by the paths of their logs. */
  readonly deleteRun: (log: string) => Promise<EditResult>
  readonly renameRun: (log: string, name: string) => Promise<EditResult>
  /** Stops the process, with the terminal released; resolves when it is in the foreground again. */
  readonly suspend: (release: ReleaseTerminal) => Promise<void>
  /** Draws everything again, because another program may have written on the screen. */
  readonly redraw: (release: ReleaseTerminal) => Promise<void>
  /**
   * Makes the terminal report its mouse, and calls the listener whenever reports begin and end, as
   * they do around a suspension; returns a function that ends them.
   */
  readonly reportMouse: (listener: (isOn: boolean) => void) => () => void
}

export const ServicesContext = createContext<Services | null>(null)

/** @throws Error outside of `App` */
export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (services === null) throw new Error('useServices: there is no ServicesContext above')
  return services
}
