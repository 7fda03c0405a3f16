import { useEffect } from 'react'
import { canvasSide } from '../screens/draw/canvas'
import { useServices } from './services'
import { useRun } from './use-run'
import { useView } from './use-view'

/** Asks the training thread for what the screen shows: a drawing again with every stroke. */
export function useLook(): void {
  const { look } = useServices()
  const isRunning = useRun().run !== null
  const { screen, digits, draw } = useView()
  const { image } = digits
  useEffect(() => {
    if (!isRunning) return
    if (screen === 'digits') look({ at: 'image', image })
    else if (screen === 'confusion') look({ at: 'predictions' })
    else if (screen === 'network') look({ at: 'network' })
    else if (screen !== 'draw') look({ at: 'nothing' })
  }, [isRunning, screen, look, image])
  const { id, canvas, opened } = draw
  useEffect(() => {
    if (!isRunning || screen !== 'draw') return
    const isBlank = !canvas.some((ink) => ink > 0)
    const drawn = isBlank ? null : { width: canvasSide, height: canvasSide, data: canvas }
    look({ at: 'drawing', id, picture: opened?.bytes ?? drawn })
  }, [isRunning, screen, look, id, canvas, opened])
}
