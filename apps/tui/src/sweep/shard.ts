/** A share of a sweep: number `index`, from 1, of `count`. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Every `count`-th item, from the one at `index` on. */
export function shardOf<Item>(items: readonly Item[], { index, count }: Shard): Item[] {
  return items.filter((_, place) => place % count === index - 1)
}
