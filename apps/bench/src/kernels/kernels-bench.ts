import { capture, setBackend, type Tensor, useThreads } from '@handwritten/tensor'
import type { Bench, MeasureOptions } from '../commands/bench-command.ts'
import { type Conditions, readConditions } from '../conditions/conditions.ts'
import { interleave } from '../harness/rounds.ts'
import { timing } from '../harness/timing.ts'
import { type MachinePeaks, measurePeaks, measureTeamPeak } from '../machine/machine-peaks.ts'
import { secondsPerCall } from '../machine/seconds-per-call.ts'
import { threadCounts } from '../peers/settings.ts'
import { type KernelCase, kernelCases } from './kernel-cases.ts'
import { kernelsChart, kernelsReport } from './kernels-report.ts'

/** The calls of one kernel, as they were measured. */
export interface KernelRounds extends Omit<KernelCase, 'call'> {
  readonly backend: (typeof BACKENDS)[number]
  /** Of the captured program that repeats it; undefined for an eager call. */
  readonly threads?: number
  /** Of one call, one a round. */
  readonly seconds: readonly number[]
}

export interface KernelsResult {
  readonly bench: 'kernels'
  readonly format: 2
  readonly conditions: Conditions
  readonly peaks: MachinePeaks
  /** Operations a second of 1, 2, 4, ... threads in their registers at the same time. */
  readonly teamPeaks: readonly { readonly threads: number; readonly flopsPerSecond: number }[]
  readonly kernels: readonly KernelRounds[]
}

const BACKENDS = ['reference', 'wasm'] as const

export const kernelsBench: Bench<KernelsResult> = {
  name: 'kernels',
  description: "operations one by one, as shares of what this machine's core can do",
  defaultBudget: 30,
  measure,
  report: kernelsReport,
  chart: kernelsChart,
}

/** A kernel in one way of calling it. */
interface Subject extends KernelCase {
  readonly backend: (typeof BACKENDS)[number]
  readonly threads?: number
}

async function measure(options: MeasureOptions): Promise<KernelsResult> {
  const conditions = readConditions()
  options.log('measuring what the cores can do')
  const { bytesPerSecond, flopsPerSecond } = await measurePeaks()
  const counts = threadCounts(conditions.cores)
  const teamPeaks: { threads: number; flopsPerSecond: number }[] = []
  for (const threads of counts)
    teamPeaks.push({ threads, flopsPerSecond: await measureTeamPeak(threads) })
  const alone = teamPeaks.find(({ threads }) => threads === 1)!.flopsPerSecond
  const peaks = { bytesPerSecond, flopsPerSecond: Math.max(flopsPerSecond, alone) }
  const subjects = [...BACKENDS.flatMap(eager), ...counts.flatMap(captured)]
  const runs = await interleave(
    subjects.map(({ name, backend, threads = 1, call }) => ({
      name: `${name}, ${backend}`,
      run: async () => {
        setBackend(backend)
        await useThreads({ threads })
        return { seconds: secondsPerCall(call) }
      },
    })),
    timing(options),
  )
  const kernels = subjects.map(({ call: _, ...told }, index) => ({
    ...told,
    seconds: runs[index]!.map(({ seconds }) => seconds),
  }))
  return { bench: 'kernels', format: 2, conditions, peaks, teamPeaks, kernels }
}

function eager(backend: Subject['backend']): Subject[] {
  setBackend(backend)
  return kernelCases().map((kernel) => ({ ...kernel, backend }))
}

/** The products as programs of their own, which neither allocate nor copy. */
function captured(threads: number): Subject[] {
  setBackend('wasm')
  return kernelCases()
    .filter(({ flops }) => flops > 0)
    .map(({ call, ...kernel }) => ({
      ...kernel,
      backend: 'wasm',
      threads,
      call: capture(() => call() as Tensor),
    }))
}
