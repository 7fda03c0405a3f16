import { CheckpointError } from '../errors'
import type { Progress } from '../trainer/progress'
import {
  type Form,
  hasFields,
  isCount,
  isEither,
  isFlag,
  isListOf,
  isNumber,
  isOneOf,
  isRecord,
} from './form'
import { fromJson } from './json'

const isAbsent = isOneOf(undefined)
const isNull = isOneOf(null)
const isText: Form = (value) => typeof value === 'string'
const isFigure = isEither(isAbsent, isNumber)

const isEvaluation = hasFields({ loss: isNumber, accuracy: isFigure, samples: isCount })

const isEpoch = hasFields({
  type: isOneOf('epoch'),
  epoch: isCount,
  trainLoss: isNumber,
  trainAccuracy: isFigure,
  testLoss: isNumber,
  testAccuracy: isFigure,
  validationLoss: isFigure,
  validationAccuracy: isFigure,
  learningRate: isNumber,
  seconds: isNumber,
  samplesPerSecond: isNumber,
})

const isProgress = hasFields({
  epochs: isCount,
  steps: isCount,
  seconds: isNumber,
  totals: hasFields({
    steps: isCount,
    samples: isCount,
    loss: isNumber,
    correct: isFigure,
    seconds: isNumber,
  }),
  history: isListOf(isEpoch),
  evaluation: isEither(
    isNull,
    hasFields({
      test: isEvaluation,
      validation: isEither(isNull, isEvaluation),
      atStep: isCount,
    }),
  ),
  rateChange: isEither(
    isNull,
    hasFields({ factor: isNumber, fixed: isAbsent }),
    hasFields({ fixed: isNumber, factor: isAbsent }),
  ),
  best: isEither(isNull, hasFields({ epoch: isCount, value: isNumber })),
  exchanged: isFlag,
})

type Notes = Readonly<Record<string, string>>

/*
 * What a checkpoint tells beside its tensors, in JSON. A sound checksum does not make it true: whoever writes a file can
 * compute one, so each note is looked at before anything is made of it.
 */

/**
 * How far the run had come.
 *
 * @param history the epochs, where they are stored apart from the note
 * @throws CheckpointError when the note does not tell it
 */
export function progressNote(notes: Notes, history?: readonly unknown[]): Progress {
  return note(notes, 'progress', isProgress, history && { history }) as Progress
}

/** Names of the figures of each epoch. @throws CheckpointError when the note is no list of names */
export function figuresNote(notes: Notes): readonly string[] {
  return note(notes, 'figures', isListOf(isText)) as string[]
}

/** The place of the loader, whose form is the loader's own. @throws CheckpointError when there is none */
export function loaderNote(notes: Notes): unknown {
  return note(notes, 'loader', isRecord)
}

/** States of generators by name. @throws CheckpointError when the note is no such thing */
export function generatorsNote(notes: Notes): Readonly<Record<string, unknown>> {
  return note(notes, 'generators', isRecord) as Readonly<Record<string, unknown>>
}

function note(notes: Notes, name: string, form: Form, apart?: object): unknown {
  const text = parsed(notes[name] ?? '')
  const value = apart && isRecord(text) ? { ...(text as object), ...apart } : text
  if (form(value)) return value
  const found = notes[name] ?? 'nothing'
  throw new CheckpointError(
    'damaged',
    `expected the note '${name}' as a trainer writes it, found ${found.slice(0, 40)}${found.length > 40 ? '...' : ''}`,
  )
}

/** What the text stands for; undefined, which JSON has no text for, when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return fromJson(text)
  } catch {
    return undefined
  }
}
