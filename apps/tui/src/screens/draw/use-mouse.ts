import { useStdin } from 'ink'
import { useEffect, useMemo } from 'react'
import { type MouseEvent, MouseReader } from './mouse'

/**
 * Tells of the mouse while `isOn`. Ink reads the keyboard and drops what it does not know, so this
 * listens to what Ink has read. While Ink does not read, nothing may listen: that would start the
 * stream, and take the input of whoever has the terminal then.
 */
export function useMouse(
  isOn: boolean,
  take: (event: MouseEvent) => void,
): { readonly release: () => void; readonly restore: () => void } {
  const { stdin } = useStdin()
  const listening = useMemo(() => {
    const reader = new MouseReader()
    const listen = (piece: Buffer | string): void => {
      for (const event of reader.read(String(piece))) take(event)
    }
    return {
      release: () => void stdin.off('data', listen),
      restore: () => void (isOn && stdin.on('data', listen)),
    }
  }, [stdin, isOn, take])
  useEffect(() => {
    listening.restore()
    return listening.release
  }, [listening])
  return listening
}
