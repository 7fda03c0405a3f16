import { useApp } from 'ink'
import { useEffect } from 'react'
import { useServices } from './services'

/** Draws everything again when the process continues after a stop. */
export function useRedraw(): void {
  const { redraw } = useServices()
  const { suspendTerminal } = useApp()
  useEffect(() => {
    const onContinue = (): void => void redraw(suspendTerminal)
    process.on('SIGCONT', onContinue)
    return () => {
      process.off('SIGCONT', onContinue)
    }
  }, [redraw, suspendTerminal])
}
