import { matmulF32 } from '../../generated/kernels/matmul'
import { matmulScratch } from './compiler/lower/matmul-task'
import { epilogueCodes } from './compiler/tasks/epilogue'
import type { KernelMemory } from './memory/kernel-memory'
import { parametersOf } from './modules/kernel-module'

/** Optimized code has arrived when no time has fallen for so long, in milliseconds. */
const SETTLED = 50
/** The measurement ends after this many milliseconds in any case. */
const LIMIT = 400
/** A time counts as lower when it is below this part of the best one. */
const LOWER = 0.95

/**
 * Whether products are faster in the wide shape, which computes two tiles at once. Both shapes run in turn on a
 * small product until the engine has optimized them; the best times are compared. The shapes have the same bits,
 * so the choice may depend on timing.
 */
export function measureWide(memory: KernelMemory): Promise<boolean> {
  return isFaster(productOn(memory), () => performance.now())
}

/**
 * Whether `run(1)` takes less time than `run(0)` once both have settled.
 * @param now the time in milliseconds
 */
export async function isFaster(run: (wide: 0 | 1) => void, now: () => number): Promise<boolean> {
  const best = { 0: Number.POSITIVE_INFINITY, 1: Number.POSITIVE_INFINITY }
  const start = now()
  let lowered = start
  while (now() - lowered < SETTLED && now() - start < LIMIT) {
    for (const wide of [0, 1] as const) {
      const before = now()
      run(wide)
      const took = now() - before
      if (took < LOWER * best[wide]) lowered = now()
      best[wide] = Math.min(best[wide], took)
    }
    // The engine installs optimized code when the event loop turns at the latest.
    await new Promise((resolve) => setTimeout(resolve))
  }
  return best[1] < LOWER * best[0]
}

/** Runs [64, 256] x [256, 128] a few times: long enough for a coarse clock. */
function productOn(memory: KernelMemory): (wide: 0 | 1) => void {
  const [rows, depth, columns] = [64, 256, 128]
  const kernel = memory.kernel(matmulF32)
  return (wide) => {
    const sizes = [rows * depth, depth * columns, rows * columns]
    const [a, b, c] = sizes.map((size) => memory.allocate(4 * size))
    const scratch = memory.allocate(matmulScratch(depth, 4))
    memory.float32(a, sizes[0]).fill(1)
    memory.float32(b, sizes[1]).fill(1)
    const args: Readonly<Record<string, number>> = {
      ...{ a, aRow: depth, aDepth: 1, b, bDepth: columns, bColumn: 1, c, cRow: columns, depth },
      ...{ rowBegin: 0, rowEnd: rows, columnBegin: 0, columnEnd: columns },
      ...{ epilogue: epilogueCodes.store, extra: 0, extraRow: 0, scratch, wide },
    }
    const values = parametersOf(matmulF32).map(([name]) => args[name])
    for (let turn = 0; turn < 4; turn++) kernel(...values)
    for (const address of [a, b, c, scratch]) memory.release(address)
  }
}
