import type { TerminalEnvironment } from '../../text/charset'

/** How a run is shown: the dashboard, one line per event, or one JSON object per line. */
export type OutputMode = 'dashboard' | 'plain' | 'json'

/**
 * The output mode: `asked` if given, otherwise the dashboard on an interactive terminal and plain
 * lines elsewhere. Continuous integration (`CI`) counts as not interactive even with a terminal.
 */
export function chooseMode(
  asked: 'plain' | 'json' | undefined,
  terminal: { readonly isTTY: boolean; readonly environment: TerminalEnvironment },
): OutputMode {
  if (asked) return asked
  const { CI, TERM } = terminal.environment
  const inCi = CI !== undefined && CI !== '' && CI !== '0' && CI !== 'false'
  return terminal.isTTY && !inCi && TERM !== 'dumb' ? 'dashboard' : 'plain'
}
