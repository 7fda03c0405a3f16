import { Panel, usePanelInside } from '../../components/panel'
import { Table, type TableColumn } from '../../components/table'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import type { RunState } from '../../store/run-state'
import { formatCount, formatLoss, formatPercent, formatRate } from '../../text/format'
import { largest } from '../../text/largest'
import type { MeasuredEpoch } from '../../training/protocol'

interface EpochPanelProps {
  readonly width: number
  readonly height: number
  readonly isWide: boolean
}

/** The figures of the latest epochs and of the current one. The best test accuracy has a mark. */
export function EpochPanel({ width, height, isWide }: EpochPanelProps) {
  const state = useRun()
  const { charset } = useTheme()
  const inside = usePanelInside(width, height)
  const columns = epochColumns(state, Math.max(0, inside.height - 1), charset.status.done)
  return (
    <Panel title="Epochs" width={width} height={height}>
      <Table columns={isWide ? columns : columns.slice(0, 5)} />
    </Panel>
  )
}

function epochColumns(state: RunState, rows: number, mark: string): TableColumn[] {
  const { epochs, epoch, epochSums, phase, learningRate } = state
  const { loss, correct, samples } = epochSums
  const hasCurrent = samples > 0 && epoch !== epochs.at(-1)?.epoch
  const best = largest(epochs.map(({ testAccuracy }) => testAccuracy))
  const shown = epochs.slice(Math.max(0, epochs.length - rows + (hasCurrent ? 1 : 0)))
  const column = (
    title: string,
    width: number,
    text: (epoch: MeasuredEpoch) => string,
    current: string,
  ) => ({ title, width, cells: [...shown.map(text), ...(hasCurrent ? [current] : [])] })
  const pending = phase === 'measuring' ? '...' : '--'
  const isBest = (epoch: MeasuredEpoch): string => (epoch.testAccuracy === best ? mark : ' ')
  return [
    column('epoch', 6, (epoch) => `${isBest(epoch)} ${epoch.epoch}`, String(epoch)),
    {
      ...column('train loss', 10, (e) => formatLoss(e.trainLoss), formatLoss(loss / samples)),
      role: 'train',
    },
    {
      ...column(
        'accuracy',
        8,
        (e) => formatPercent(e.trainAccuracy),
        formatPercent(correct / samples),
      ),
      role: 'train',
    },
    { ...column('test loss', 9, (e) => formatLoss(e.testLoss), pending), role: 'test' },
    { ...column('accuracy', 8, (e) => formatPercent(e.testAccuracy), pending), role: 'test' },
    column('rate', 9, (e) => formatRate(e.learningRate), formatRate(learningRate)),
    column('seconds', 7, (e) => e.seconds.toFixed(1), '--'),
    column('images/s', 8, (e) => formatCount(e.samplesPerSecond), '--'),
  ]
}
