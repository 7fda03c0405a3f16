import { useApp } from 'ink'
import type { Answer, Command, RunCommand } from '../app/keymap'
import { withOpened } from '../screens/draw/view'
import { listedRuns } from '../screens/runs/compared'
import { useServices } from './services'

/** Shows the view of an answer to a key, and executes its command. */
export function useAnswer(): (answer: Answer) => void {
  const { view, execute, suspend } = useServices()
  const { suspendTerminal } = useApp()
  const edit = useFileCommands()
  return (answer) => {
    const { command } = answer
    view.dispatch(() => answer.view)
    if (command === 'suspend') void suspend(suspendTerminal)
    else if (typeof command === 'object') void edit(command)
    else if (command !== undefined) execute(command)
  }
}

type FileCommand = Exclude<Command, RunCommand | 'suspend'>

function useFileCommands(): (command: FileCommand) => Promise<void> {
  const { view, run, openPicture, deleteRun, renameRun, findRuns } = useServices()
  const logOf = (id: string): string | null => {
    const state = run.latest()
    return listedRuns(state, state.earlier).find((run) => run.id === id)?.file ?? null
  }
  return async (command) => {
    if ('open' in command) {
      const opened = await openPicture(command.open)
      view.dispatch((view) => ({ ...view, draw: withOpened(view.draw, opened) }))
      return
    }
    const log = logOf('remove' in command ? command.remove : command.rename)
    if (log === null) return
    const result = await ('remove' in command ? deleteRun(log) : renameRun(log, command.name))
    run.dispatch({ type: 'notice', kind: result.isDone ? 'good' : 'warn', text: result.text })
    run.dispatch({ type: 'found', found: await findRuns() })
  }
}
