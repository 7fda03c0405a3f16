import type { Trace } from '../../../../capture/trace'
import { CaptureError } from '../../../../core/errors'
import { Storage } from '../../../../core/storage'
import { Tensor } from '../../../../core/tensor'
import type { ResidentStorage } from '../../memory/resident-storage'

/**
 * The trace with storages of its own in place of those that live within one run. A program uses their
 * memory for one thing after another; a tensor of the recorded run that somebody has kept says so
 * from now on, instead of showing what happens to lie there.
 * @param kept memory that is read from outside after a run
 */
export function renameTemporaries(
  { calls, born, outside }: Trace,
  kept: ReadonlySet<Storage>,
  residentStorage: ResidentStorage,
): Trace {
  const twins = new Map<Storage, Storage>()
  for (const [storage, contents] of born) {
    if (contents !== 'overwritten' || kept.has(storage)) continue
    twins.set(storage, Storage.allocate(storage.dtype, storage.data.length))
    residentStorage.forget(storage)
    withdraw(storage)
  }
  const moved = (arg: (typeof calls)[number]['args'][number]) => {
    const twin = arg instanceof Tensor && twins.get(arg.storage)
    return twin ? new Tensor(twin, arg.shape, arg.strides, arg.offset) : arg
  }
  return {
    calls: calls.map(({ kernel, args }) => ({ kernel, args: args.map(moved) })),
    born: new Map(
      [...born].map(([storage, contents]) => [twins.get(storage) ?? storage, contents]),
    ),
    outside,
  }
}

function withdraw(storage: Storage): void {
  Object.defineProperty(storage, 'data', {
    get(): never {
      throw new CaptureError(
        'capture: a tensor made inside a captured function was used outside, but is no result of it; ' +
          'return it from the function',
      )
    },
  })
}
