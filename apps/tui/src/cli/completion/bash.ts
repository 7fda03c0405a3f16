import type { CompletableCommand, Value } from './completable'

/** A script for bash that completes `commands`. */
export function bashCompletion(commands: readonly CompletableCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  return `# Completion of handwritten in bash: source it, or put it where bash-completion looks.
_handwritten_files() { compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen "$1" -- "$2")); }
_handwritten_words() { COMPREPLY=($(compgen -W "$1" -- "$2")); }
_handwritten() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 && $cur != -* ]]; then
    _handwritten_words '${names}' "$cur"
    return
  fi
  [[ $command == -* ]] && command=train
  case "$command $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$command" in
${commands.map(commandCase).join('\n')}
  esac
}
complete -F _handwritten handwritten
`
}

function valueCases({ name, options }: CompletableCommand): string[] {
  return options.flatMap(({ long, value }) =>
    value === null ? [] : [`    '${name} ${long}') ${complete(value)}; return ;;`],
  )
}

function commandCase({ name, options, argument }: CompletableCommand): string {
  const flags = options.flatMap(({ long, short }) => (short ? [long, short] : [long])).join(' ')
  const other = argument === null ? '' : ` else ${complete(argument)};`
  return `    ${name}) if [[ $cur == -* ]]; then _handwritten_words '${flags}' "$cur";${other} fi ;;`
}

function complete(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `_handwritten_words '${value.words.join(' ')}' "$cur"`
    case 'file':
      return '_handwritten_files -f "$cur"'
    case 'folder':
      return '_handwritten_files -d "$cur"'
    case 'own':
      return ':'
  }
}
