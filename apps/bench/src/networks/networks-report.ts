import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { summarize } from '../harness/statistics.ts'
import type { NetworkRecipe } from '../own/network-recipe.ts'
import { dotChart } from '../report/dot-chart.ts'
import { digits, spreadRatio, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import type { NetworkCase } from './network-cases.ts'
import { networkFigures } from './network-figures.ts'
import { COMPARED_STEPS, type NetworksResult } from './networks-result.ts'

/** Every network with a row for each program. */
export function networksReport({ conditions, networks, skipped }: NetworksResult): Report {
  return {
    title: 'A training step of other networks',
    table: {
      header: ['network', 'program', 'setting', 'a step', 'times our time', 'losses'],
      rows: networks.flatMap((rounds) =>
        networkFigures(rounds).map(({ subject, ratio, agrees, difference }) => [
          networkLabel(rounds.network),
          subject.name,
          subject.setting,
          spreadSeconds(summarize(subject.seconds)),
          ratio ? spreadRatio(ratio) : 'does not count',
          `${agrees ? 'agree' : 'DIFFER'} (${difference.toExponential(0)})`,
        ]),
      ),
    },
    notes: [
      `Networks differ from the seed recipe in what is told; all programs take the same steps from the same weights, ${[...new Set(networks.map(({ steps }) => steps))].join(' or ')} a run. Our first steps, which record the program, are not timed. Peers run in the setting that was fastest on that network; those far behind on the first are not tried on the others. Ratios are taken round by round against our fastest.`,
      `In brackets the largest relative difference of the losses of the first ${COMPARED_STEPS} steps from those of the first peer. NumPy has no error function and no convolutions, so GELU and convolutional networks, which learn with momentum 0.9, are left to PyTorch.`,
      ...skipped.map(({ name, reason }) => `Skipped ${name}: ${reason}.`),
      roundsNote(networks[0]?.subjects[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}

/** How many times longer each peer takes, network by network. */
export function networksChart({ networks }: NetworksResult): string {
  return dotChart({
    title: 'A training step of other networks: peers against this project',
    axis: 'times our time, logarithmic; more is better for us',
    dots: networks.flatMap((rounds) =>
      networkFigures(rounds).flatMap(({ subject, ratio }) =>
        subject.ours || !ratio
          ? []
          : [
              {
                label: `${rounds.network.name}: ${subject.name}`,
                value: ratio.median,
                low: ratio.low,
                high: ratio.high,
                text: digits(ratio.median),
                highlighted: ratio.median >= 1,
              },
            ],
      ),
    ),
  })
}

/** As in `two wide layers: 784-1024-1024-10, batch 64`. */
function networkLabel({ name, recipe }: NetworkCase): string {
  const layers = recipe.layers
    ? recipe.layers.flatMap(layerLabel).join(', ')
    : recipe.sizes.join('-')
  return `${name}: ${layers}, batch ${recipe.batchSize}`
}

/** As in `6@5x5` of a convolution; activations and flattening are left out. */
function layerLabel(layer: NonNullable<NetworkRecipe['layers']>[number]): string[] {
  if (layer.type === 'Conv2d')
    return [`${layer.outChannels}@${layer.kernelSize}x${layer.kernelSize}`]
  if (layer.type === 'MaxPool2d') return ['pool']
  return layer.type === 'Linear' ? [`${layer.outFeatures}`] : []
}
