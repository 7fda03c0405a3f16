import { homedir } from 'node:os'
import { join } from 'node:path'
import { suspendProcess } from '../../process/suspend'
import { relaySink } from '../../ranks/relay'
import { usualPlaces } from '../../runs/find-runs'
import { jsonSink } from '../../sinks/json'
import { plainSink } from '../../sinks/plain'
import { type Output, type Sink, silentSink } from '../../sinks/sink'
import { charsets, detectCharset } from '../../text/charset'
import type { ColorDepth } from '../../text/palette'
import type { Control } from '../../training/protocol'
import { chooseMode } from './output-mode'
import type { Role } from './role'

/** The sink of the command line's mode, or else of the terminal's. A rank never draws a screen. */
export async function openSink(
  { request: command, isRank, isRelayed, isSilent }: Role,
  output: Output,
  send: (control: Control) => void,
): Promise<Sink> {
  if (isSilent) return silentSink()
  if (isRelayed) return relaySink(output, process.stdin, send)
  const { stdin, stdout, env: environment, platform } = process
  const isTTY = stdout.isTTY && !isRank
  const mode = chooseMode(command.mode, { isTTY, environment })
  if (mode === 'json') return jsonSink(output)
  if (mode === 'plain') return plainSink(output)
  const { DashboardSink } = await loadScreen()
  const charset = charsets[command.charset ?? detectCharset(environment, platform)]
  const depth = stdout.getColorDepth() as ColorDepth
  return new DashboardSink({
    theme: { charset, depth },
    stdin,
    stdout,
    preferences: preferencesFile(environment, homedir()),
    places: usualPlaces([command.options.save, command.log]),
    send,
    suspend: suspendProcess,
  })
}

/** The file of the user's preferences, where the XDG Base Directory Specification puts it. */
function preferencesFile({ XDG_CONFIG_HOME }: NodeJS.ProcessEnv, home: string): string {
  return join(XDG_CONFIG_HOME || join(home, '.config'), 'handwritten', 'dashboard.json')
}

// Loading the dashboard takes a moment, so a line is shown first.
async function loadScreen(): Promise<typeof import('../../sinks/dashboard')> {
  // React's development build is much slower, and React chooses its build while it loads.
  process.env.NODE_ENV ??= 'production'
  process.stdout.write('handwritten: starting')
  try {
    return await import('../../sinks/dashboard')
  } finally {
    process.stdout.write('\r\u001b[K')
  }
}
