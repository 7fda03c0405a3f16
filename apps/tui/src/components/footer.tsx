import { Box } from 'ink'
import { useEffect, useState } from 'react'
import { colored } from '../app/theme'
import { useRun } from '../hooks/use-run'
import { useTheme } from '../hooks/use-theme'
import { useView } from '../hooks/use-view'
import type { Notice } from '../store/run-state'
import { Clipped } from './clipped'
import { KeyHints } from './key-hints'
import { TextPrompt } from './text-prompt'

/** How long a notice is shown, in milliseconds. */
const noticeTime = 4000

/** The last row: a prompt while text is typed, a notice while it is new, else the keys. */
export function Footer({ columns }: { readonly columns: number }) {
  const { prompt } = useView()
  const notice = useFreshNotice()
  return (
    <Box height={1} flexShrink={0} overflow="hidden">
      {prompt !== null ? (
        <TextPrompt prompt={prompt} />
      ) : notice !== null ? (
        <Toast notice={notice} width={columns} />
      ) : (
        <KeyHints columns={columns} />
      )}
    </Box>
  )
}

/** A message on something that has just happened. */
function Toast({ notice, width }: { readonly notice: Notice; readonly width: number }) {
  const theme = useTheme()
  const { status } = theme.charset
  const { kind, text } = notice
  const mark = { info: status.running, good: status.done, warn: status.failed }[kind]
  const role = { info: 'accent', good: 'good', warn: 'bad' } as const
  return (
    <Clipped width={width} bold {...colored(theme, role[kind])}>
      {`${mark} ${text}`}
    </Clipped>
  )
}

function useFreshNotice(): Notice | null {
  const { notice } = useRun()
  const [expired, setExpired] = useState(0)
  const id = notice?.id ?? 0
  useEffect(() => {
    if (id === 0) return
    const timer = setTimeout(() => setExpired(id), noticeTime)
    return () => clearTimeout(timer)
  }, [id])
  return notice !== null && notice.id > expired ? notice : null
}
