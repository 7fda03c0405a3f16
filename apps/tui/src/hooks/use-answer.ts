import { useApp } from 'ink'
import type { Answer } from '../app/keymap'
import { withOpened } from '../screens/draw/view'
import { useServices } from './services'

/** Shows the view of an answer to a key, and executes its command. */
export function useAnswer(): (answer: Answer) => void {
  const { view, execute, openPicture, suspend } = useServices()
  const { suspendTerminal } = useApp()
  const open = async (path: string): Promise<void> => {
    const opened = await openPicture(path)
    view.dispatch((view) => ({ ...view, draw: withOpened(view.draw, opened) }))
  }
  return (answer) => {
    const { command } = answer
    view.dispatch(() => answer.view)
    if (command === 'suspend') void suspend(suspendTerminal)
    else if (typeof command === 'object') void open(command.open)
    else if (command !== undefined) execute(command)
  }
}
