import { setBackend } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { conditionsNotes, roundsNote } from '../conditions/conditions-notes.ts'
import { interleave } from '../harness/rounds.ts'
import { summarize } from '../harness/statistics.ts'
import { timing } from '../harness/timing.ts'
import { type MachinePeaks, measurePeaks } from '../machine/machine-peaks.ts'
import { secondsPerCall } from '../machine/seconds-per-call.ts'
import { digits, percent, spreadSeconds } from '../report/format.ts'
import type { Report } from '../report/report.ts'
import { type KernelCase, kernelCases } from './kernel-cases.ts'

/** The calls of one kernel, as they were measured. */
interface KernelRounds extends Omit<KernelCase, 'call'> {
  readonly backend: (typeof BACKENDS)[number]
  /** Of one call, one a round. */
  readonly seconds: readonly number[]
}

const BACKENDS = ['reference', 'wasm'] as const

export interface KernelsResult {
  readonly bench: 'kernels'
  readonly format: 1
  readonly conditions: Conditions
  readonly peaks: MachinePeaks
  readonly kernels: readonly KernelRounds[]
}

export const kernelsBench: Bench<KernelsResult> = {
  name: 'kernels',
  description: "operations one by one, as shares of what this machine's core can do",
  defaultBudget: 30,
  measure,
  report,
}

async function measure(options: MeasureOptions): Promise<KernelsResult> {
  const conditions = readConditions()
  options.log('measuring what the core can do')
  const peaks = await measurePeaks()
  const cases = BACKENDS.flatMap((backend) => {
    setBackend(backend)
    return kernelCases().map((kernel) => ({ ...kernel, backend }))
  })
  const runs = await interleave(
    cases.map(({ name, backend, call }) => ({
      name: `${name}, ${backend}`,
      run: async () => {
        setBackend(backend)
        return { seconds: secondsPerCall(call) }
      },
    })),
    timing(options),
  )
  const kernels = cases.map(({ call: _, ...told }, index) => ({
    ...told,
    seconds: runs[index]!.map(({ seconds }) => seconds),
  }))
  return { bench: 'kernels', format: 1, conditions, peaks, kernels }
}

function report({ conditions, peaks, kernels }: KernelsResult): Report {
  return {
    title: 'Operations, float32, eager, one thread',
    table: {
      header: [
        'operation',
        'size',
        'backend',
        'one call',
        'GFLOP/s',
        'of the peak',
        'GB/s',
        'of copying',
      ],
      rows: kernels.map((kernel) => kernelRow(kernel, peaks)),
    },
    notes: [
      `The peak is ${digits(peaks.flopsPerSecond / 1e9)} GFLOP/s: independent 128-bit multiplications and additions that never leave the registers. Copying is ${digits(peaks.bytesPerSecond / 1e9)} GB/s, read and written, beyond the caches; what fits into them can be faster than that.`,
      'Allocating the result is inside a call.',
      roundsNote(kernels[0]?.seconds.length ?? 0),
      ...conditionsNotes(conditions),
    ],
  }
}

function kernelRow(
  { name, size, backend, flops, bytes, seconds }: KernelRounds,
  peaks: MachinePeaks,
) {
  const summary = summarize(seconds)
  const [flopsPerSecond, bytesPerSecond] = [flops / summary.median, bytes / summary.median]
  return [
    name,
    size,
    backend,
    spreadSeconds(summary),
    flops ? digits(flopsPerSecond / 1e9) : '',
    flops ? percent(flopsPerSecond / peaks.flopsPerSecond) : '',
    digits(bytesPerSecond / 1e9),
    percent(bytesPerSecond / peaks.bytesPerSecond),
  ]
}
