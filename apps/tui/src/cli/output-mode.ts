import type { TerminalEnvironment } from '../text/charset'
import type { OutputMode } from './options'

/**
 * How a run is shown: as asked, else on the whole screen where there is one to draw on. Continuous
 * integration has a terminal at times, but nobody at it.
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
