// Sums numbers over the ranks, and compares them with the tree's additions in plain JavaScript.
import { connect, treePairs } from '../../dist/index.js'

const ranks = await connect()
const { rank, size, library } = ranks

/** Numbers of a rank whose sums depend on the order of additions. */
const numbers = (of, type, length) =>
  new type(length).map((_, i) => Math.sin(1 + i * 7 + of * 13) * 10 ** ((i + of) % 9))

let equal = 0
for (const type of [Float32Array, Float64Array]) {
  for (const length of [0, 1, 2, 5, 64, 1001, 50_000]) {
    const values = numbers(rank, type, length)
    ranks.sum(values)
    const expected = Array.from({ length: size }, (_, of) => numbers(of, type, length))
    for (const [target, source] of treePairs(size))
      for (let i = 0; i < length; i++) expected[target][i] += expected[source][i]
    if (values.every((value, i) => Object.is(value, expected[0][i]))) equal++
  }
}
ranks.barrier()
process.stdout.write(`${JSON.stringify({ rank, size, library, equal })}\n`)
ranks.close()
