import type { Module } from '@handwritten/nn'

/** Does `work` while the layers behave as in evaluation, so that looking changes nothing of a run. */
export function inEvaluation<Result>(model: Module, work: () => Result): Result {
  const { training } = model
  model.eval()
  try {
    return work()
  } finally {
    if (training) model.train()
  }
}
