import type { Module } from '../module'
import type { AnyCriterion } from './criterion'
import {
  type BatchFunction,
  type EvaluatedSet,
  type Evaluation,
  evaluate,
  evaluationStep,
} from './evaluate'
import { Breather } from './event-loop'
import type { Loader } from './loader'
import type { Ranks } from './ranks'

/** How well a model does on each of the sets that it does not learn from. */
export interface Evaluations {
  readonly test: Evaluation
  /** null where there is no validation set. */
  readonly validation: Evaluation | null
}

interface EvaluatedParts {
  readonly model: Module
  readonly test: Loader
  readonly validation?: Loader
}

/** Measures a model on the test set and, if there is one, the validation set. */
export class Evaluator {
  readonly #model: Module
  readonly #test: EvaluatedSet
  readonly #validation: EvaluatedSet | null
  readonly #breather = new Breather()
  readonly #ranks: Ranks

  constructor(
    { model, test, validation }: EvaluatedParts,
    criterion: AnyCriterion,
    compile: (step: BatchFunction) => BatchFunction,
    ranks: Ranks,
  ) {
    const prepared = (loader: Loader): EvaluatedSet => ({
      loader,
      cursor: loader.cursor?.() ?? loader,
      step: compile(evaluationStep(model, loader, criterion)),
    })
    this.#model = model
    this.#ranks = ranks
    this.#test = prepared(test)
    this.#validation = validation ? prepared(validation) : null
  }

  /** Of the weights that the model holds now. */
  async measure(): Promise<Evaluations> {
    const test = await this.#evaluate(this.#test)
    const validation = this.#validation && (await this.#evaluate(this.#validation))
    return { test, validation }
  }

  #evaluate(set: EvaluatedSet): Promise<Evaluation> {
    return evaluate(this.#model, set, this.#breather, this.#ranks)
  }
}
