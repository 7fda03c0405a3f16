// Rank 1 aborts while the others wait for it.
import { connect } from '../../dist/index.js'

const ranks = await connect()
if (ranks.rank === 1) ranks.abort(7)
ranks.barrier()
process.stdout.write('went on\n')
