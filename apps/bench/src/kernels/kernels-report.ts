import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { summarize } from '../harness/statistics.ts'
import { dotChart } from '../report/dot-chart.ts'
import { digits, percent, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import type { KernelRounds, KernelsResult } from './kernels-bench.ts'

/** Every operation with its share of what the machine can do. */
export function kernelsReport(result: KernelsResult): Report {
  const { conditions, peaks, teamPeaks, kernels } = result
  return {
    title: 'Operations, float32',
    table: {
      header: [
        'operation',
        'size',
        'how',
        'one call',
        'GFLOP/s',
        'of the peak',
        'GB/s',
        'of copying',
      ],
      rows: kernels.map((kernel) => kernelRow(kernel, result)),
    },
    notes: [
      `The peak of one thread is ${digits(peaks.flopsPerSecond / 1e9)} GFLOP/s: independent 128-bit multiplications and additions that never leave the registers. Copying is ${digits(peaks.bytesPerSecond / 1e9)} GB/s, read and written, beyond the caches; what fits into them can be faster than that.`,
      ...teamPeaks
        .filter(({ threads }) => threads > 1)
        .map(
          ({ threads, flopsPerSecond }) =>
            `${threads} threads together reach ${digits(flopsPerSecond / 1e9)} GFLOP/s, ${digits(flopsPerSecond / peaks.flopsPerSecond)} times as much: the peak that captured programs on as many are compared with.`,
        ),
      'An eager call allocates its result, and copies its operands until they have moved to where kernels see them; a captured program does neither. Both pack the operands of a product.',
      roundsNote(kernels[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}

/** Share of the peak of every product. */
export function kernelsChart(result: KernelsResult): string {
  return dotChart({
    title: 'Dense products: share of the peak',
    axis: '% of what as many threads reach in registers, logarithmic; more is better',
    dots: result.kernels
      .filter(({ backend, flops }) => backend === 'wasm' && flops > 0)
      .map((kernel) => {
        const share = summarize(
          kernel.seconds.map((seconds) => 100 * peakShare(kernel, seconds, result)),
        )
        return {
          label: `${kernel.name} ${kernel.size}, ${how(kernel)}`,
          value: share.median,
          low: share.low,
          high: share.high,
          text: `${digits(share.median)}%`,
          highlighted: kernel.threads !== undefined,
        }
      }),
  })
}

function kernelRow(kernel: KernelRounds, result: KernelsResult): string[] {
  const { name, size, flops, bytes, seconds } = kernel
  const summary = summarize(seconds)
  const bytesPerSecond = bytes / summary.median
  return [
    name,
    size,
    how(kernel),
    spreadSeconds(summary),
    flops ? digits(flops / summary.median / 1e9) : '',
    flops ? percent(peakShare(kernel, summary.median, result)) : '',
    digits(bytesPerSecond / 1e9),
    percent(bytesPerSecond / result.peaks.bytesPerSecond),
  ]
}

function peakShare(
  { flops, threads = 1 }: KernelRounds,
  seconds: number,
  { peaks, teamPeaks }: KernelsResult,
): number {
  const team = threads > 1 && teamPeaks.find((one) => one.threads === threads)
  return flops / seconds / (team ? team.flopsPerSecond : peaks.flopsPerSecond)
}

function how({ backend, threads }: KernelRounds): string {
  if (threads === undefined) return `${backend}, eager`
  return `captured, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
}
