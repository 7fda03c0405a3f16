import { all, fromTypedArray, isfinite, type Tensor } from '@handwritten/tensor'
import { watchCalls } from '../calls'
import { generatorsOf } from '../checkpoint/generators'
import { DivergenceError, type DivergenceSite } from '../errors'
import type { Module } from '../module'
import { namedModules } from '../module-tree'
import type { Optimizer } from '../optimizers/optimizer'
import type { Criterion } from './criterion'
import { Breather } from './event-loop'
import type { Loader } from './loader'
import { Snapshot } from './snapshot'

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
interface Parts {
  readonly model: Module
  readonly optimizer: Optimizer
  readonly train: Loader
  readonly criterion: Criterion
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

/** What is not finite in a step that is taken again; null when all is. */
function takeAgain({ rows, learningRate }: TakenStep, parts: Parts): Finding | null {
  const { model, optimizer, train, criterion } = parts
  optimizer.lr = learningRate
  optimizer.zeroGrad()
  const { inputs, labels } = train.batch(fromTypedArray(rows))
  if (!allFinite(inputs)) return { site: 'inputs', layer: null }
  const names = new Map(
    namedModules(model)
      .reverse()
      .map(([name, module]) => [module, name]),
  )
  let broken: Module | null = null
  const outputs = watchCalls(
    (module, output) => {
      if (broken === null && !allFinite(output)) broken = module
    },
    () => model.call(inputs),
  )
  if (broken !== null) return { site: 'outputs', layer: nameOf(broken, names) }
  const { loss } = criterion.measure(outputs, labels)
  if (!allFinite(loss)) return { site: 'loss', layer: null }
  loss.backward()
  // Gradients come from the last layer to the first, so the last broken one was the first to break.
  const parameters = model.namedParameters()
  const gradient = parameters.findLast(([, { grad }]) => grad && !allFinite(grad))
  if (gradient) return { site: 'gradients', layer: gradient[0] }
  optimizer.step()
  optimizer.zeroGrad()
  const weight = parameters.find(([, values]) => !allFinite(values))
  return weight ? { site: 'weights', layer: weight[0] } : null
}

function allFinite(values: Tensor): boolean {
  return Boolean(all(isfinite(values)).item())
}

function nameOf(module: Module, names: ReadonlyMap<Module, string>): string {
  const name = names.get(module)
  return name ? `${name}, ${module}` : String(module)
}
