import { useStdin } from 'ink'
import { useEffect } from 'react'
import { MouseReader } from '../app/mouse-reader'
import { useServices } from './services'

/**
 * Emits the events of the terminal's mouse. Ink reads the keyboard and ignores mouse reports, so
 * this listens to what Ink has read.
 */
export function useMouseReports(): void {
  const { mouse, reportMouse } = useServices()
  const { stdin, isRawModeSupported } = useStdin()
  useEffect(() => {
    if (!isRawModeSupported) return
    const reader = new MouseReader()
    const listen = (piece: Buffer | string): void => {
      for (const event of reader.read(String(piece))) mouse.emit(event)
    }
    return reportMouse((isOn) => {
      // While Ink does not read, nothing may listen: that would start the stream, and take the
      // input of the program that has the terminal then.
      if (isOn) stdin.on('data', listen)
      else stdin.off('data', listen)
    })
  }, [mouse, reportMouse, stdin, isRawModeSupported])
}
