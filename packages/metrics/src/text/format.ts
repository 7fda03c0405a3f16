/**
 * A number from 0 to 1 with a fixed number of decimals, ties rounded to even as in C and Python
 * (0.125 is 0.12), where `toFixed` rounds them up.
 */
export function formatShare(share: number, digits: number): string {
  // Only a float64 of digits + 1 decimals can be a tie; these many decimals show whether it is one.
  const decimals = share.toFixed(digits + 30)
  const isTie = decimals.endsWith(`5${'0'.repeat(29)}`)
  const rounded = share.toFixed(digits)
  if (!isTie) return rounded
  const truncated = decimals.slice(0, -30).replace(/\.$/, '')
  return Number(truncated.at(-1)) % 2 === 0 ? truncated : rounded
}

/** Text on the right of a field that is `width` code points wide. */
export function alignRight(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text
}

/** The length of a text in code points. */
export function textWidth(text: string): number {
  return [...text].length
}
