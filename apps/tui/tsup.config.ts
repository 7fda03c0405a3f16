import { application } from '../../tsup.base.ts'

export default {
  ...application,
  entry: [
    'src/main.ts',
    'src/tasks/on-thread/worker.ts',
    'src/training/worker.ts',
    'src/turbo/sample.ts',
  ],
}
