import { Box, Text } from 'ink'
import type { TrainView } from '../../app/view'
import { useRun } from '../../hooks/use-run'
import { useTheme } from '../../hooks/use-theme'
import { useView } from '../../hooks/use-view'
import type { Usage } from '../../store/run-state'
import { formatCount } from '../../text/format'
import { computedBy } from '../../training/computed-by'
import type { StartedEvent } from '../../training/protocol'

/** What is trained, on what and where, as many facts as fit; on the right how curves are drawn. */
export function Facts({ columns }: { readonly columns: number }) {
  const { charset } = useTheme()
  const { run, usage } = useRun()
  const { train } = useView()
  const separator = ` ${charset.separator} `
  const drawn = columns >= 110 ? drawnAs(train) : ''
  const facts = run === null ? [] : factsOf(run, usage)
  return (
    <Box height={1} flexShrink={0} justifyContent="space-between">
      <Text dimColor>{fitting(facts, separator, columns - drawn.length - 3)}</Text>
      <Text dimColor>{drawn}</Text>
    </Box>
  )
}

function factsOf(run: StartedEvent, usage: Usage | null): string[] {
  return [
    `${run.recipe} recipe`,
    run.layers.join('-'),
    computedBy(run),
    run.optimizer,
    ...(run.labelSmoothing === undefined ? [] : [`label smoothing ${run.labelSmoothing}`]),
    `batch ${run.batchSize}`,
    ...(usage === null ? [] : [usageText(usage)]),
    `${formatCount(run.parameters)} parameters`,
    `seed ${run.seed}`,
    `${run.dataset}, ${formatCount(run.trainSamples)} images`,
  ]
}

function usageText({ processors, memory }: Usage): string {
  return `${Math.round(100 * processors)}% cpu, ${formatCount(memory / 1e6)} MB`
}

function fitting(facts: readonly string[], separator: string, room: number): string {
  return facts.reduce((text, fact) => {
    const longer = text === '' ? fact : text + separator + fact
    return longer.length > room ? text : longer
  }, '')
}

function drawnAs({ smoothing, raw, spread, zoom }: TrainView): string {
  const words = smoothing === 'epochs' ? 'one point an epoch' : `smoothing ${smoothing}`
  return [
    words,
    ...(raw && smoothing !== 'none' ? ['raw values'] : []),
    spread ? 'log axes' : 'linear axes',
    typeof zoom === 'string' ? zoom : 'zoomed in',
  ].join(', ')
}
