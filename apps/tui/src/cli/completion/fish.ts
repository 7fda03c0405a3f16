import type { CompletableCommand, CompletableOption, Value } from './completable'

/** A script for fish that completes `commands`. */
export function fishCompletion(commands: readonly CompletableCommand[]): string {
  const names = commands.map(({ name }) => name)
  const lines = commands.flatMap((command) => [
    `complete -c handwritten -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.text)}`,
    ...optionLines(command, names),
  ])
  return `# Completion of handwritten in fish: source it, or put it into ~/.config/fish/completions.
complete -c handwritten -f
${lines.join('\n')}
`
}

function optionLines(command: CompletableCommand, names: readonly string[]): string[] {
  const { name, options, argument } = command
  const others = names.filter((other) => other !== name).join(' ')
  // Without a command the options are those of train.
  const place =
    name === 'train'
      ? `'not __fish_seen_subcommand_from ${others}'`
      : `'__fish_seen_subcommand_from ${name}'`
  const begin = `complete -c handwritten -n ${place}`
  const lines = options.map((option) => `${begin} ${optionWords(option)}`)
  return argument === null ? lines : [...lines, `${begin} ${takes(argument, '-f')}`]
}

function optionWords({ long, short, text, value }: CompletableOption): string {
  const flags = `-l ${long.slice(2)}${short ? ` -s ${short.slice(1)}` : ''}`
  return `${flags} -d ${quoted(text)}${value === null ? '' : ` ${takes(value, '-x')}`}`
}

function takes(value: Value, exclusive: '-x' | '-f'): string {
  switch (value.kind) {
    case 'words':
      return `${exclusive} -a ${quoted(value.words.join(' '))}`
    case 'file':
      return exclusive === '-x' ? '-r -F' : '-F'
    case 'folder':
      return `${exclusive} -a '(__fish_complete_directories)'`
    case 'own':
      return exclusive
  }
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`
