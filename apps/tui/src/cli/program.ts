import { Command, Help } from 'commander'
import { describeBench } from './commands/bench'
import { describeCompletion } from './commands/completion'
import { describeEvaluate } from './commands/evaluate'
import { describeExport } from './commands/export'
import { describePredict } from './commands/predict'
import { describeRuns } from './commands/runs'
import { describeSweep } from './commands/sweep'
import { describeTrain } from './commands/train'
import type { Ask } from './request'

const ending = `
'handwritten' alone is 'handwritten train'; 'handwritten <command> --help' tells the rest.

Examples:
  handwritten                                the fast recipe, on the whole screen
  handwritten --recipe seed --plain          the seed recipe, one line an epoch
  handwritten --save runs/a                  a run that is kept
  handwritten predict 7.png --model runs/a   what that run makes of a picture

Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted (129 and 143: ended by SIGHUP, SIGTERM).`

/** The command line: all commands, with the options of `train` in the program's own help too. */
export function createProgram(version: string, ask: Ask): Command {
  const program = new Command('handwritten')
    .description('Trains a neural network to read handwritten digits, and shows how it learns.')
    .usage('[command] [options]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText('after', ending)
  const train = describeTrain(program, ask)
  describePredict(program, ask)
  describeEvaluate(program, ask)
  describeExport(program, ask)
  describeRuns(program, ask)
  describeSweep(program, ask)
  describeBench(program, ask)
  describeCompletion(program, ask)
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
