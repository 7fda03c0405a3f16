import { all, fromTypedArray, isfinite, type Tensor } from '@handwritten/tensor'
import { watchCalls } from '../calls'
import { generatorsOf } from '../checkpoint/generators'
import { DivergenceError, type DivergenceSite } from '../errors'
import type { Module } from '../module'
import { namedModules } from '../module-tree'
import { Breather } from './event-loop'
import type { Ranks } from './ranks'
import { Snapshot } from './snapshot'
import { type TrainingStepParts, update } from './training-step'

/** A step that can be taken again. */
interface TakenStep {
  readonly step: number
  readonly epoch: number
  readonly rows: Int32Array
  readonly learningRate: number
}

/** Where numbers stopped being finite. */
interface Finding {
  readonly site: DivergenceSite
  readonly layer: string | null
}

/** What takes part in a step. */
interface Parts extends TrainingStepParts {
  readonly ranks: Ranks
}

/** Steps after which what is kept to go back to is renewed, so that the way back stays short. */
const REACH = 250

/**
 * Finds what made a loss that is no finite number. A captured step shows only its loss, and by then
 * the weights are spoilt, so the state of the run is kept from time to time; the steps since are
 * taken again from there, one operation at a time, and looked at.
 */
export class DivergenceSearch {
  readonly #parts: Parts
  readonly #taken: TakenStep[] = []
  #snapshot: Snapshot | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** To be called before each step; an epoch's first step begins anew, since its loader may too. */
  before(step: TakenStep, isFirstOfEpoch: boolean): void {
    if (isFirstOfEpoch || this.#snapshot === null || this.#taken.length === REACH) {
      const { model, optimizer } = this.#parts
      if (this.#snapshot) this.#snapshot.renew()
      else {
        const tensors = [model, optimizer].flatMap((part) => Object.values(part.stateDict()))
        const generators = generatorsOf(model).map(([, generator]) => generator)
        this.#snapshot = new Snapshot(tensors, generators)
      }
      this.#taken.length = 0
    }
    this.#taken.push(step)
  }

  /** The rows of the latest batch, if there is one. */
  get latestRows(): Int32Array | undefined {
    return this.#taken.at(-1)?.rows
  }

  /**
   * What made the latest loss, which was `loss`. The model is left as it was before that step, or
   * with what that step made of it if it was the update.
   */
  async find(loss: number): Promise<DivergenceError> {
    const breather = new Breather()
    this.#snapshot?.restore()
    for (const taken of this.#taken) {
      const finding = takeAgain(taken, this.#parts)
      if (finding) return new DivergenceError({ ...taken, ...finding, loss })
      await breather.breathe()
    }
    const last = this.#taken[this.#taken.length - 1]
    return new DivergenceError({ ...last, site: 'loss', layer: null, loss })
  }

  /** @throws DivergenceError when a loss of test data was `loss` because the weights are spoilt */
  async checkWeights(loss: number): Promise<void> {
    if (!this.#parts.model.parameters().every(allFinite)) throw await this.find(loss)
  }
}

/**
 * What is not finite in a step that is taken again; null when all is. Every rank returns the same:
 * what the first part of the batch shows in which anything is not finite.
 */
function takeAgain({ rows, learningRate }: TakenStep, parts: Parts): Finding | null {
  const { model, optimizer, train, criterion, gradients, ranks } = parts
  optimizer.lr = learningRate
  optimizer.zeroGrad()
  const names = new Map(
    namedModules(model)
      .reverse()
      .map(([name, module]) => [module, name]),
  )
  const layers = [...names.keys()]
  let broken: BrokenPart | null = null
  gradients.compute(fromTypedArray(rows), (part) => {
    const { inputs, labels } = train.batch(part)
    let module: Module | null = null
    const outputs = watchCalls(
      (called, output) => {
        if (module === null && !allFinite(output)) module = called
      },
      () => model.call(inputs),
    )
    const measured = criterion.measure(outputs, labels)
    if (broken === null) {
      if (!allFinite(inputs)) broken = { site: 'inputs', layer: -1 }
      else if (module !== null) broken = { site: 'outputs', layer: layers.indexOf(module) }
      else if (!allFinite(measured.loss)) broken = { site: 'loss', layer: -1 }
    }
    return measured
  })
  const found = firstOf(ranks, broken)
  if (found) {
    const layer = layers[found.layer]
    return { site: found.site, layer: layer === undefined ? null : nameOf(layer, names) }
  }
  // Gradients come from the last layer to the first, so the last broken one was the first to break.
  const parameters = model.namedParameters()
  const gradient = parameters.findLast(([, { grad }]) => grad && !allFinite(grad))
  if (gradient) return { site: 'gradients', layer: gradient[0] }
  update(parts)
  const weight = parameters.find(([, values]) => !allFinite(values))
  return weight ? { site: 'weights', layer: weight[0] } : null
}

/** Where the forward pass of a part stopped being finite; `layer` counts the modules, -1 for none. */
interface BrokenPart {
  readonly site: 'inputs' | 'outputs' | 'loss'
  readonly layer: number
}

const sites = ['inputs', 'outputs', 'loss'] as const

/** What the first rank found that found anything, on every rank. */
function firstOf(ranks: Ranks, own: BrokenPart | null): BrokenPart | null {
  if (ranks.size === 1) return own
  const found = new Float64Array(2 * ranks.size)
  if (own) found.set([1 + sites.indexOf(own.site), own.layer], 2 * ranks.rank)
  ranks.sum(found)
  const first = found.findIndex((word, i) => i % 2 === 0 && word > 0)
  return first < 0 ? null : { site: sites[found[first] - 1], layer: found[first + 1] }
}

function allFinite(values: Tensor): boolean {
  return Boolean(all(isfinite(values)).item())
}

function nameOf(module: Module, names: ReadonlyMap<Module, string>): string {
  const name = names.get(module)
  return name ? `${name}, ${module}` : String(module)
}
