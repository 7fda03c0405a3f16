import { Box, Text, useWindowSize } from 'ink'
import { useMemo } from 'react'
import { DeleteDialog } from '../components/delete-dialog'
import { DivergedDialog } from '../components/diverged-dialog'
import { Footer } from '../components/footer'
import { Help } from '../components/help'
import { LeaveDialog } from '../components/leave-dialog'
import { Status } from '../components/status'
import { Tabs } from '../components/tabs'
import { type Services, ServicesContext } from '../hooks/services'
import { ContentSizeContext } from '../hooks/use-content-size'
import { useEarlierRuns } from '../hooks/use-earlier-runs'
import { useKeymap } from '../hooks/use-keymap'
import { useLook } from '../hooks/use-look'
import { useMouseReports } from '../hooks/use-mouse-reports'
import { useRedraw } from '../hooks/use-redraw'
import { useRun } from '../hooks/use-run'
import { useView } from '../hooks/use-view'
import { ConfusionScreen } from '../screens/confusion/confusion-screen'
import { DigitsScreen } from '../screens/digits/digits-screen'
import { DrawScreen } from '../screens/draw/draw-screen'
import { NetworkScreen } from '../screens/network/network-screen'
import { RunsScreen } from '../screens/runs/runs-screen'
import { TrainScreen } from '../screens/train/train-screen'
import type { ScreenName } from './view'

/** The smallest window in which the screens are legible. */
const smallest = { columns: 40, rows: 12 }

const screens: Readonly<Record<ScreenName, () => React.ReactNode>> = {
  train: TrainScreen,
  digits: DigitsScreen,
  confusion: ConfusionScreen,
  network: NetworkScreen,
  draw: DrawScreen,
  runs: RunsScreen,
}

/** The dashboard: handles keys and mouse, and shows one screen between header and footer. */
export function App({ services }: { readonly services: Services }) {
  return (
    <ServicesContext value={services}>
      <Input />
      <Frame {...useWindowSize()} />
    </ServicesContext>
  )
}

function Input(): null {
  useKeymap()
  useMouseReports()
  useRedraw()
  useLook()
  useEarlierRuns()
  return null
}

/** What a window of this size shows; its last row stays free, where the cursor rests. */
export function Frame({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  const room = useMemo(
    () => ({ columns, rows: rows - 3, isCompact: columns < 70 || rows < 20 }),
    [columns, rows],
  )
  if (columns < smallest.columns || rows < smallest.rows)
    return <TooSmall columns={columns} rows={rows} />
  const tabs = columns < 78 ? 21 : columns >= 110 ? 62 : 52
  const name = columns < 100 ? 0 : 14
  return (
    <ContentSizeContext value={room}>
      <Box flexDirection="column" width={columns} height={rows - 1} overflow="hidden">
        <Box height={1} flexShrink={0} justifyContent="space-between">
          <Box flexShrink={0}>
            {name > 0 && <Text bold>{'handwritten   '}</Text>}
            <Tabs columns={columns} />
          </Box>
          <Status width={columns - tabs - name - 1} />
        </Box>
        <Box height={room.rows} flexShrink={0} flexDirection="column" overflow="hidden">
          <Content />
        </Box>
        <Footer columns={columns} />
      </Box>
    </ContentSizeContext>
  )
}

function Content() {
  const { screen, help, dialog } = useView()
  const { phase } = useRun()
  if (phase === 'diverged') return <DivergedDialog />
  if (dialog === 'leave') return <LeaveDialog />
  if (dialog === 'delete') return <DeleteDialog />
  if (help) return <Help screen={screen} />
  const Screen = screens[screen]
  return <Screen />
}

function TooSmall({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  const text = [
    `The window is ${columns}x${rows};`,
    `at least ${smallest.columns}x${smallest.rows} is needed.`,
    'Training continues.',
  ]
  return (
    <Box flexDirection="column" height={Math.max(1, rows - 1)} width={columns} overflow="hidden">
      {text.map((line) => (
        <Text key={line}>{line.slice(0, columns)}</Text>
      ))}
    </Box>
  )
}
