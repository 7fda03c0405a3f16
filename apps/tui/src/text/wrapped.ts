/** The words of `text` in lines of at most `width` cells; a word that is longer is cut. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((word) => word !== '')) {
    const last = lines.at(-1)
    const cut = word.slice(0, Math.max(1, width))
    if (last !== undefined && last.length + 1 + cut.length <= width)
      lines[lines.length - 1] = `${last} ${cut}`
    else lines.push(cut)
  }
  return lines
}
