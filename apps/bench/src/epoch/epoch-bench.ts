import type { Bench } from '../commands/bench-command.ts'
import { epochChart } from './epoch-chart.ts'
import { epochReport } from './epoch-report.ts'
import type { EpochResult } from './epoch-result.ts'
import { measureEpoch } from './measure-epoch.ts'

export const epochBench: Bench<EpochResult> = {
  name: 'epoch',
  description:
    'one epoch of the seed recipe, here and in NumPy, PyTorch, jax-js and TensorFlow.js where installed',
  defaultBudget: 110,
  measure: measureEpoch,
  report: epochReport,
  chart: epochChart,
}
