/** A key that some object in valid JSON has twice, or null: JSON.parse keeps the last one silently. */
export function repeatedKey(json: string): string | null {
  const mark = /["{}]/g
  const colon = /\s*:/y
  const open: Set<string>[] = []
  for (let match = mark.exec(json); match !== null; match = mark.exec(json)) {
    if (match[0] === '{') {
      open.push(new Set())
    } else if (match[0] === '}') {
      open.pop()
    } else {
      const end = endOfText(json, match.index)
      mark.lastIndex = end
      colon.lastIndex = end
      if (!colon.test(json)) continue
      const key = JSON.parse(json.slice(match.index, end)) as string
      const keys = open[open.length - 1]
      if (keys.has(key)) return key
      keys.add(key)
    }
  }
  return null
}

/** Behind the closing quote of the text that opens at `start`; a pattern for it would run out of stack. */
function endOfText(json: string, start: number): number {
  let at = start + 1
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}
