/** A pixel and its brightness. */
export interface Point {
  readonly x: number
  readonly y: number
  readonly value: number
}

/** value = level + across * x + down * y */
export interface Plane {
  readonly level: number
  readonly across: number
  readonly down: number
}

export function valueAt({ level, across, down }: Plane, x: number, y: number): number {
  return level + across * x + down * y
}

/** The plane of least squares through the points; level where they do not span one. */
function fitPlane(points: readonly Point[]): Plane {
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y), value: mean(({ value }) => value) }
  const product = (a: keyof Point, b: keyof Point): number =>
    mean((point) => (point[a] - middle[a]) * (point[b] - middle[b]))
  const [xx, xy, yy] = [product('x', 'x'), product('x', 'y'), product('y', 'y')]
  const [xv, yv] = [product('x', 'value'), product('y', 'value')]
  const determinant = xx * yy - xy * xy
  if (!(determinant > 1e-6)) return { level: middle.value, across: 0, down: 0 }
  const across = (xv * yy - yv * xy) / determinant
  const down = (yv * xx - xv * xy) / determinant
  return { level: middle.value - across * middle.x - down * middle.y, across, down }
}

/**
 * A plane through most of the points: those far from the last fit, beyond 2.5 times the median
 * distance, are left out of the next.
 */
export function fitMostOf(points: readonly Point[]): Plane {
  let plane: Plane = { level: medianOf(points.map(({ value }) => value)), across: 0, down: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const distances = points.map(({ x, y, value }) => Math.abs(value - valueAt(plane, x, y)))
    // One more step of brightness, so that even paper keeps all of its points.
    const reach = 2.5 * medianOf(distances) + 1
    plane = fitPlane(points.filter((_, i) => distances[i] <= reach))
  }
  return plane
}

const ROUNDS = 5

/** The upper one of the two in the middle, of an even number of values. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
