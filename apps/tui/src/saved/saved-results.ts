/** What a saved run has reached. */
export interface SavedResults {
  /** Whole epochs done. */
  readonly epochs: number
  readonly steps: number
  /** The figures of the last epoch; null before there is one. */
  readonly last: SavedEpoch | null
  /** The epoch with the best validation figure; null without a validation set. */
  readonly best: number | null
}

interface SavedEpoch {
  readonly epoch: number
  readonly testLoss: number
  readonly testAccuracy: number
  readonly validationLoss?: number
  readonly validationAccuracy?: number
}

type Fields = Readonly<Record<string, unknown>>

/** The results in the metadata of a checkpoint; null if it has none. */
export function savedResults(metadata: Readonly<Record<string, string>>): SavedResults | null {
  const progress = parsed(metadata.progress ?? 'null')
  if (!isFields(progress)) return null
  const { epochs, steps, history, evaluation, best } = progress
  if (typeof epochs !== 'number' || typeof steps !== 'number') return null
  // Checkpoints of version 1 have the history in this note, later ones the latest evaluation only.
  const last = Array.isArray(history) ? (history.at(-1) as unknown) : evaluated(epochs, evaluation)
  return {
    ...{ epochs, steps, last: isEpoch(last) ? last : null },
    best: isFields(best) && typeof best.epoch === 'number' ? best.epoch : null,
  }
}

function evaluated(epoch: number, evaluation: unknown): unknown {
  if (!isFields(evaluation) || !isFields(evaluation.test)) return null
  const { test, validation } = evaluation
  return {
    ...{ epoch, testLoss: test.loss, testAccuracy: test.accuracy },
    ...(isFields(validation) && {
      validationLoss: validation.loss,
      validationAccuracy: validation.accuracy,
    }),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function isEpoch(value: unknown): value is SavedEpoch {
  if (!isFields(value)) return false
  const optional = [value.validationLoss, value.validationAccuracy]
  return (
    [value.epoch, value.testLoss, value.testAccuracy].every(
      (figure) => typeof figure === 'number',
    ) && optional.every((figure) => figure === undefined || typeof figure === 'number')
  )
}
