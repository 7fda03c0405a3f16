/** The half-open range of `count` items that belongs to `thread`, in steps of `grain` items. */
export function splitRange(
  count: number,
  thread: number,
  threads: number,
  grain: number,
): readonly [begin: number, end: number] {
  const grains = Math.ceil(count / grain)
  const boundary = (t: number) => Math.min(count, Math.floor((grains * t) / threads) * grain)
  return [boundary(thread), boundary(thread + 1)]
}
