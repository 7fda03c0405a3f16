import { check, optional, options } from '@handwritten/checks'
import { checkCall, someNumber } from '../checks'
import { ValueError } from '../errors'

/**
 * What can be made ahead; a `DataLoader` is one, whose state is a `LoaderState`. The state is that of
 * the iterator, where it has one, since other iterators of the source may be under way.
 */
export interface PrefetchSource<Item, State> {
  [Symbol.iterator](): Iterator<Item> & { stateDict?(): State }
  stateDict(): State
}

/** Options of `prefetch`. */
export interface PrefetchOptions {
  /** Items that are made ahead of their use. Default 2. */
  depth?: number
}

const sourceCheck = /* @__PURE__ */ check<PrefetchSource<unknown, unknown>>(
  'a loader or another iterable with stateDict()',
  (value) =>
    typeof value === 'object' && value !== null && Symbol.iterator in value && 'stateDict' in value,
)

const prefetchedArguments = { source: sourceCheck, depth: someNumber }

const prefetchArguments = {
  source: sourceCheck,
  options: /* @__PURE__ */ optional(options<PrefetchOptions>({ depth: someNumber })),
}

/**
 * The items of `source`, made ahead while their reader awaits something else, such as a worker or a
 * screen. Order and content stay the same; the source is closed when the reader stops early.
 */
export function prefetch<Item, State>(
  source: PrefetchSource<Item, State>,
  options: PrefetchOptions = {},
): Prefetch<Item, State> {
  checkCall('prefetch', arguments, prefetchArguments)
  const { depth = 2 } = options
  if (!Number.isSafeInteger(depth) || depth < 1) {
    throw new ValueError(`prefetch: depth must be a whole number from 1 on, found ${depth}`)
  }
  return new Prefetch(source, depth)
}

interface Made<Item, State> {
  readonly result: IteratorResult<Item>
  readonly state: State
}

/** An iterable that runs ahead of its reader. Made by `prefetch`. */
export class Prefetch<Item, State> implements AsyncIterable<Item> {
  readonly #source: PrefetchSource<Item, State>
  readonly #depth: number
  #state: State

  constructor(source: PrefetchSource<Item, State>, depth: number) {
    checkCall('Prefetch', arguments, prefetchedArguments)
    this.#source = source
    this.#depth = depth
    this.#state = source.stateDict()
  }

  /** The place of the reader that went on last, not of the source, which is ahead of it. */
  stateDict(): State {
    return this.#state
  }

  /** An iterator has the `stateDict` of its own reader. */
  [Symbol.asyncIterator](): AsyncGenerator<Item> & { stateDict(): State } {
    const place = { state: this.#source.stateDict() }
    return Object.assign(this.#read(place), { stateDict: () => place.state })
  }

  async *#read(place: { state: State }): AsyncGenerator<Item> {
    const iterator = this.#source[Symbol.iterator]()
    const stateOf = () => iterator.stateDict?.() ?? this.#source.stateDict()
    const ahead: Promise<Made<Item, State>>[] = []
    const make = async (): Promise<Made<Item, State>> => {
      await turn()
      return { result: iterator.next(), state: stateOf() }
    }
    try {
      for (;;) {
        while (ahead.length <= this.#depth) ahead.push(make())
        const { result, state } = await (ahead.shift() as Promise<Made<Item, State>>)
        this.#state = place.state = state
        if (result.done) return
        yield result.value
      }
    } finally {
      await Promise.allSettled(ahead)
      iterator.return?.()
    }
  }
}

/** Lets everything else that is ready run first. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve)
  })
}
