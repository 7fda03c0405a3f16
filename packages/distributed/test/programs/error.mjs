// Prints the error of connect.
import { connect } from '../../dist/index.js'

const error = await connect().catch((error) => error)
process.stdout.write(`${JSON.stringify({ name: error.name, message: error.message })}\n`)
process.exit(0)
