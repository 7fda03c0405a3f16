import {
  add,
  all,
  argmin,
  concat,
  divide,
  equal,
  expandDims,
  Generator,
  matmul,
  oneHot,
  square,
  subtract,
  sum,
  type Tensor,
  take,
  tensor,
} from '@handwritten/tensor'

/** Thirty points around each of three corners. */
const generator = new Generator(5)
const corners = [
  [0, 0],
  [8, 1],
  [3, 9],
]
const points = concat(
  corners.map((corner) => add(generator.normal([30, 2], { std: 0.5 }), tensor(corner))),
)

let centers: Tensor = take(points, tensor([0, 1, 89], { dtype: 'int32' }))
let nearest = argmin(distances(points, centers), { axis: 1 })
for (;;) {
  const members = oneHot(nearest, 3)
  const counts = sum(members, { axis: 0 })
  centers = divide(matmul(members.T, points), expandDims(counts, { axis: 1 }))
  const moved = argmin(distances(points, centers), { axis: 1 })
  const settled = all(equal(moved, nearest)).item() === 1
  nearest = moved
  if (settled) break
}
console.log(
  JSON.stringify({
    centers: centers.toArray(),
    counts: sum(oneHot(nearest, 3), { axis: 0 }).toArray(),
  }),
)

/** Squared distances [points, centers]. */
function distances(points: Tensor, centers: Tensor): Tensor {
  return sum(square(subtract(expandDims(points, { axis: 1 }), centers)), { axis: 2 })
}
