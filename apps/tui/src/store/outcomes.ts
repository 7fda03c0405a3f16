import { type ClassScores, ConfusionMatrix, type PrecisionRecallF1 } from '@handwritten/metrics'
import type { PredictionsEvent, TestDataEvent } from '../training/inspection/events'

/** The true and the predicted class of a test image. */
export interface Outcome {
  readonly image: number
  readonly label: number
  readonly predicted: number
  /** The probability given to the predicted class. */
  readonly confidence: number
}

/** A cell of the confusion matrix. */
export interface Confused {
  readonly label: number
  readonly predicted: number
}

/** All predictions of the test images, compared with their labels. */
export interface Outcomes {
  readonly step: number
  /** The wrong ones, the most confident first. */
  readonly mistakes: readonly Outcome[]
  /** Counts [label][predicted]. */
  readonly counts: readonly (readonly number[])[]
  readonly scores: readonly ClassScores[]
  /** The plain mean of the classes' scores. */
  readonly average: PrecisionRecallF1
}

export function outcomesOf(data: TestDataEvent, predictions: PredictionsEvent): Outcomes {
  const matrix = new ConfusionMatrix({ classes: data.classes.length })
  matrix.update(data.labels, predictions.predicted)
  return {
    step: predictions.step,
    mistakes: select(data, predictions, (label, predicted) => label !== predicted),
    counts: matrix.compute(),
    scores: matrix.classScores(),
    average: matrix.averageScores('macro'),
  }
}

/** The images of a cell of the confusion matrix, the most confident predictions first. */
export function imagesIn(
  data: TestDataEvent,
  predictions: PredictionsEvent,
  cell: Confused,
): readonly Outcome[] {
  return select(
    data,
    predictions,
    (label, predicted) => label === cell.label && predicted === cell.predicted,
  )
}

function select(
  { labels }: TestDataEvent,
  { predicted, confidence }: PredictionsEvent,
  isWanted: (label: number, predicted: number) => boolean,
): Outcome[] {
  const outcomes: Outcome[] = []
  for (let image = 0; image < labels.length; image++)
    if (isWanted(labels[image]!, predicted[image]!))
      outcomes.push({
        image,
        label: labels[image]!,
        predicted: predicted[image]!,
        confidence: confidence[image]!,
      })
  return outcomes.sort((a, b) => b.confidence - a.confidence)
}
