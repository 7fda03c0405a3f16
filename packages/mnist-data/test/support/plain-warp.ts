import type { CosineBasis } from '../../src/augment/cosine-basis'
import type { RandomStream } from '../../src/augment/random-stream'
import type { CoordinateMap } from '../../src/augment/warp'

/** The twin of `DisplacementField.addTo`: its formula, term for term. */
export function plainField(
  rows: CosineBasis,
  columns: CosineBasis,
  strength: number,
  map: CoordinateMap,
  random: RandomStream,
): void {
  for (let k = 0; k < rows.terms; k++) {
    const numbers = new Float64Array(2 * columns.terms)
    random.fillNormal(numbers)
    for (let i = 0; i < map.x.length; i++) {
      const [row, column] = [Math.floor(i / map.width), i % map.width]
      for (let l = 0; l < columns.terms; l++) {
        const term =
          rows.values[row * rows.stride + k] * columns.values[column * columns.stride + l]
        map.x[i] += strength * numbers[2 * l] * term
        map.y[i] += strength * numbers[2 * l + 1] * term
      }
    }
  }
}

/** The twin of `PackedImage`: the bilinear mean at a place of an image with endless background. */
export function plainSample(
  image: Uint8Array,
  height: number,
  width: number,
  x: number,
  y: number,
): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return 0
  const [column, row] = [Math.floor(x), Math.floor(y)]
  const pixel = (down: number, across: number): number => {
    const inside = down >= 0 && down < height && across >= 0 && across < width
    return inside ? image[down * width + across] : 0
  }
  const mix = (a: number, b: number, share: number): number => a + (b - a) * share
  const upper = mix(pixel(row, column), pixel(row, column + 1), x - column)
  const lower = mix(pixel(row + 1, column), pixel(row + 1, column + 1), x - column)
  return Math.floor(mix(upper, lower, y - row) + 0.5)
}
