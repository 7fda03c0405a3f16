import type { Command, Option } from 'commander'
import { SuggestingOption } from '../options'

/** How a value is completed: words of a list, files, folders, or not at all (`own`). */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'file' | 'folder' | 'own' }

/** An option for completion; `value` is null if it takes none. */
export interface CompletableOption {
  readonly long: string
  readonly short: string | undefined
  readonly text: string
  readonly value: Value | null
}

/** A command for completion. */
export interface CompletableCommand {
  readonly name: string
  readonly text: string
  readonly options: readonly CompletableOption[]
  /** How its arguments are completed; null if it takes none. */
  readonly argument: Value | null
}

/** All commands of `program` with their options, for completion. */
export function completableCommands(program: Command): CompletableCommand[] {
  const help = program.createHelp()
  const names = program.commands.map((command) => command.name())
  const commands = program.commands.map((command) => ({
    name: command.name(),
    text: command.summary(),
    options: help.visibleOptions(command).map(completableOption),
    argument: argumentOf(command),
  }))
  const text = 'print the help of a command'
  return [
    ...commands,
    { name: 'help', text, options: [], argument: { kind: 'words', words: names } },
  ]
}

function completableOption(option: Option): CompletableOption {
  const { long = '', short, description: text } = option
  const suggestions = option instanceof SuggestingOption ? option.suggestions : []
  const argChoices = suggestions.length > 0 ? suggestions : option.argChoices
  if (option.isBoolean()) return { long, short, text, value: null }
  return { long, short, text, value: takenValue(option.flags, argChoices) }
}

function argumentOf(command: Command): Value | null {
  const [argument] = command.registeredArguments
  if (argument === undefined) return null
  return argument.argChoices ? { kind: 'words', words: argument.argChoices } : { kind: 'file' }
}

// The name of a value decides its kind: `--save <dir>`.
function takenValue(flags: string, words: readonly string[] | undefined): Value {
  if (words !== undefined) return { kind: 'words', words }
  if (flags.endsWith('<dir>')) return { kind: 'folder' }
  return { kind: flags.endsWith('<file>') || flags.endsWith('<path>') ? 'file' : 'own' }
}
