import { Option } from 'commander'

// Each option is defined once, for parsing, help, configuration files and completion. The name of the
// value decides how a shell completes it: <file>, <dir>, or <path> for either.

/** An option below a heading of the help. */
export function option(group: string, flags: string, text: string): Option {
  return new Option(flags, text).helpGroup(group)
}

/** An option of any value for which a shell suggests some. */
export class SuggestingOption extends Option {
  suggestions: readonly string[] = []

  suggest(words: readonly string[]): this {
    this.suggestions = words
    return this
  }
}

/** `option` with a parser of its value. */
export function parsedBy<Value>(option: Option, parse: (text: string) => Value): Option {
  return option.argParser(parse)
}

/** The headings of the help. */
export const groups = {
  training: 'Training:',
  network: 'Network:',
  optimization: 'Optimization:',
  data: 'Data:',
  saving: 'Saving:',
  output: 'Output:',
} as const
