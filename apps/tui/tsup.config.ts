import { application } from '../../tsup.base.ts'

export default {
  ...application,
  entry: ['src/main.ts', 'src/training/worker.ts', 'src/turbo/sample.ts'],
}
