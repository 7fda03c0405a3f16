// Sums arrays of different lengths, then of different types; goes on with equal ones.
import { connect } from '../../dist/index.js'

const ranks = await connect()
const messages = []
for (const values of [
  new Float32Array(3 + ranks.rank),
  ranks.rank === 0 ? new Float32Array(2) : new Float64Array(2),
]) {
  try {
    ranks.sum(values)
  } catch (error) {
    messages.push(`${error.name}: ${error.message}`)
  }
}
const values = Float64Array.of(1)
ranks.sum(values)
process.stdout.write(`${JSON.stringify({ rank: ranks.rank, messages, sum: values[0] })}\n`)
ranks.close()
