import type { Bench } from '../commands/bench-command.ts'
import { measureNetworks } from './measure-networks.ts'
import { networksChart, networksReport } from './networks-report.ts'
import type { NetworksResult } from './networks-result.ts'

export const networksBench: Bench<NetworksResult> = {
  name: 'networks',
  description:
    'a step of other networks: wider, deeper, convolutions, GELU, Adam, other batches, other data',
  defaultBudget: 100,
  measure: measureNetworks,
  report: networksReport,
  chart: networksChart,
}
