import type { CompletableCommand, CompletableOption, Value } from './completable'

/** A script for zsh that completes `commands`. */
export function zshCompletion(commands: readonly CompletableCommand[]): string {
  return `#compdef handwritten
# Completion of handwritten in zsh: source it, or put it as _handwritten into a folder of $fpath.
_handwritten() {
  local -a commands=(
${commands.map(({ name, text }) => `    ${quoted(`${name}:${text}`)}`).join('\n')}
  )
  local command=$words[2]
  if (( CURRENT == 2 )) && [[ $command != -* ]]; then
    _describe command commands
    return
  fi
  if [[ $command == -* ]]; then
    command=train
  else
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [[ \${funcstack[1]} == _handwritten ]]; then
  _handwritten "$@"
else
  compdef _handwritten handwritten
fi
`
}

function commandCase({ name, options, argument }: CompletableCommand): string {
  const parts = options.flatMap(optionParts)
  if (argument !== null) parts.push(quoted(`*:argument:${action(argument)}`))
  return `    ${name}) _arguments ${parts.join(' ')} ;;`
}

function optionParts({ long, short, text, value }: CompletableOption): string[] {
  const told = `[${text.replaceAll(/[[\]\\]/g, '\\$&')}]`
  const taken = value === null ? '' : `:value:${action(value)}`
  return [long, ...(short ? [short] : [])].map((flag) => quoted(`${flag}${told}${taken}`))
}

function action(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `(${value.words.join(' ')})`
    case 'file':
      return '_files'
    case 'folder':
      return '_files -/'
    case 'own':
      return ' '
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
