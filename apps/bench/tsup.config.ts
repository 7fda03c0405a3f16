import { application } from '../../tsup.base.ts'

export default {
  ...application,
  entry: {
    main: 'src/main.ts',
    subject: 'src/own/subject.ts',
    counted: 'src/counts/counted.ts',
    'peak-worker': 'src/machine/peak-worker.ts',
  },
}
