import type { Tensor } from '../core/tensor'

/**
 * What a recorded run did to the gradients of leaves. Plain code sets `grad`, so a replay has to set it
 * again; and a gradient that is there already would be added to, which is another run than a first one.
 */
export class LeafGradients {
  readonly #leaves: readonly { leaf: Tensor; startedEmpty: boolean; left: Tensor | null }[]

  /** To be made when the run is over. @param before gradients of leaves before it; absent ones had none */
  constructor(leaves: Iterable<Tensor>, before: ReadonlyMap<Tensor, Tensor | null>) {
    this.#leaves = Array.from(leaves, (leaf) => ({
      leaf,
      startedEmpty: !before.get(leaf),
      left: leaf.grad,
    }))
  }

  /** The gradients as they are now, by leaf. */
  now(): ReadonlyMap<Tensor, Tensor | null> {
    return new Map(this.#leaves.map(({ leaf }) => [leaf, leaf.grad]))
  }

  /** The gradients that the run left behind. */
  get left(): Tensor[] {
    return this.#leaves.flatMap(({ left }) => left ?? [])
  }

  /** Whether a run that starts now finds no gradient where the recorded one found none. */
  get startAlike(): boolean {
    return this.#leaves.every(({ leaf, startedEmpty }) => !startedEmpty || leaf.grad === null)
  }

  /** Leaves the gradients as the recorded run did. */
  leave(): void {
    for (const { leaf, left } of this.#leaves) leaf.grad = left
  }
}
