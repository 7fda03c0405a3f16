const token = /"(?:[^"\\]|\\.)*"(?<colon>\s*:)?|[{}]/g

/** A key that some object in valid JSON has twice, or null: JSON.parse keeps the last one silently. */
export function repeatedKey(json: string): string | null {
  const open: Set<string>[] = []
  for (const match of json.matchAll(token)) {
    const [text] = match
    if (text === '{') {
      open.push(new Set())
    } else if (text === '}') {
      open.pop()
    } else if (match.groups?.colon !== undefined) {
      const key = JSON.parse(text.slice(0, -match.groups.colon.length)) as string
      const keys = open[open.length - 1]
      if (keys.has(key)) return key
      keys.add(key)
    }
  }
  return null
}
