import { Command, Help } from 'commander'
import { addBenchCommand } from './commands/bench'
import { addCompletionCommand } from './commands/completion'
import { addEvaluateCommand } from './commands/evaluate'
import { addExportCommand } from './commands/export'
import { addInfoCommand } from './commands/info'
import { addPredictCommand } from './commands/predict'
import { addRecipesCommand } from './commands/recipes'
import { addRunsCommand } from './commands/runs'
import { addSweepCommand } from './commands/sweep'
import { addTrainCommand } from './commands/train'
import type { Runner } from './runner'

/** Every command, in the order of the help. To add a command, write its file and list it here. */
const commands = [
  addTrainCommand,
  addPredictCommand,
  addEvaluateCommand,
  addExportCommand,
  addInfoCommand,
  addRunsCommand,
  addRecipesCommand,
  addSweepCommand,
  addBenchCommand,
  addCompletionCommand,
]

const ending = `
'handwritten' without a command runs 'handwritten train'. 'handwritten <command> --help' prints the
options of a command.

Examples:
  handwritten                                train the recipe fast in the dashboard
  handwritten --recipe seed --plain          train the recipe seed, one line per epoch
  handwritten --save runs/a                  train, and save the run in a folder
  handwritten predict 7.png --model runs/a   classify a picture with that run's network

Exit codes: 0 success, 1 failure, 2 invalid use, 130 interrupted (129: SIGHUP, 143: SIGTERM).`

/** The command line with all commands; the program's own help includes the options of `train`. */
export function createProgram(version: string, runner: Runner): Command {
  const program = new Command('handwritten')
    .description('Trains a neural network to read handwritten digits and shows how it learns.')
    .usage('[command] [options]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText('after', ending)
  for (const addCommand of commands) addCommand(program, runner)
  const train = program.commands.find((command) => command.name() === 'train')!
  const usual = new Help()
  program.configureHelp({
    subcommandTerm: (command) => command.name(),
    visibleOptions: (command) => [
      ...(command === program
        ? usual.visibleOptions(train).filter(({ long }) => long !== '--help')
        : []),
      ...usual.visibleOptions(command),
    ],
  })
  return program
}
