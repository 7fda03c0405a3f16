import { writeFile } from 'node:fs/promises'
import { library } from '../../tsup.base.ts'
import { workerScript } from './src/generated/worker.ts'

/** Writes the script of a thread beside the module, for pages that start workers from files alone. */
export default {
  ...library,
  onSuccess: () => writeFile('dist/worker.js', `${workerScript}\n`),
}
