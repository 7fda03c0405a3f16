// A plugin of Stryker's that passes on a part of all changes, always the same: the others are reported as errors, which
// no score counts.
const { HANDWRITTEN_SAMPLE = '1' } = process.env

class Sample {
  async init() {}

  /** All in one group: there is nothing to compile. */
  async group(mutants) {
    return [mutants.map(({ id }) => id)]
  }

  async check(mutants) {
    const drawn = (mutant) => chanceOf(mutant) < Number(HANDWRITTEN_SAMPLE)
    return Object.fromEntries(
      mutants.map((mutant) => [
        mutant.id,
        drawn(mutant)
          ? { status: 'passed' }
          : { status: 'compileError', reason: 'not in the sample' },
      ]),
    )
  }
}

/** From 0 to 1, by the place and the text of a change alone: FNV-1a, https://datatracker.ietf.org/doc/html/rfc9923. */
function chanceOf({ fileName, location, replacement }) {
  const file = fileName.slice(fileName.lastIndexOf('/src/'))
  const { line, column } = location.start
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(`${file}:${line}:${column}:${replacement}`))
    hash = Math.imul(hash ^ byte, 0x01000193)
  // Its highest bits are the last to be mixed.
  return (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0) / 2 ** 32
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: Sample }]
