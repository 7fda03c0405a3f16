import { Box } from 'ink'
import { useContentSize } from '../../hooks/use-content-size'
import { ChartPanel, Figures, RatePanel } from './charts'
import { EpochPanel } from './epoch-panel'
import { Facts } from './facts'
import { gap, trainLayout } from './layout'
import { LogPanel } from './log-panel'
import { PacePanel } from './pace-panel'

/** The run as a whole: curves, progress, epochs and messages. */
export function TrainScreen() {
  const size = useContentSize()
  const { facts, charts, figures, pace, table, log } = trainLayout(size)
  return (
    <Box flexDirection="column">
      {facts > 0 && <Facts columns={size.columns} />}
      <Box columnGap={gap} flexShrink={0} height={charts.height} overflow="hidden">
        <ChartPanel quantity="loss" {...charts} />
        <ChartPanel quantity="accuracy" {...charts} />
        {charts.count === 3 && <RatePanel {...charts} />}
      </Box>
      {figures > 0 && <Figures />}
      <PacePanel columns={size.columns} {...pace} />
      {table.height > 0 && (
        <Box columnGap={gap}>
          <EpochPanel {...table} />
          {log.width > 10 && <LogPanel {...log} />}
        </Box>
      )}
    </Box>
  )
}
