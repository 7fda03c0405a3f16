import type { TerminalEnvironment } from '../text/charset'

/** How a run is shown: on the whole screen, a line an event, or a JSON object a line. */
export type OutputMode = 'dashboard' | 'plain' | 'json'

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
