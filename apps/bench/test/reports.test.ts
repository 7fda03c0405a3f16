import { describe, expect, it } from 'vitest'
import { accuracyBench } from '../src/accuracy/accuracy-bench.ts'
import { compareBench } from '../src/compare/compare-bench.ts'
import { kernelsBench } from '../src/kernels/kernels-bench.ts'
import { memoryBench } from '../src/memory/memory-bench.ts'
import { plainReport } from '../src/report/report.ts'
import { scaleBench } from '../src/scale/scale-bench.ts'
import { startBench } from '../src/start/start-bench.ts'
import { stepBench } from '../src/step/step-bench.ts'
import type { StepResult } from '../src/step/step-result.ts'
import { exampleResult } from './epoch/example-result.ts'

const common = { format: 1, conditions: exampleResult.conditions } as const
const five = (seconds: number) => Array<number>(5).fill(seconds)
const part = (
  phase: StepResult['programs'][number]['parts'][number]['phase'],
  work: string,
  flops: number,
  threadSeconds: readonly number[],
) => ({ phase, work, flops, threadSeconds: five(0).map(() => threadSeconds) })

describe('the report of', () => {
  it('kernels tells shares of what the core can do', () => {
    const text = plainReport(
      kernelsBench.report({
        ...common,
        bench: 'kernels',
        format: 2,
        peaks: { flopsPerSecond: 40e9, bytesPerSecond: 10e9 },
        teamPeaks: [{ threads: 2, flopsPerSecond: 50e9 }],
        kernels: [
          {
            name: 'matmul',
            size: '2',
            backend: 'wasm',
            flops: 1e6,
            bytes: 1e5,
            seconds: five(1e-4),
          },
          {
            name: 'matmul',
            size: '2',
            backend: 'wasm',
            threads: 2,
            flops: 1e6,
            bytes: 1e5,
            seconds: five(4e-5),
          },
          { name: 'add', size: '3', backend: 'wasm', flops: 0, bytes: 12e6, seconds: five(2e-3) },
        ],
      }),
    )
    expect(text).toMatch(/matmul .* 10\.0 +25\.0% +1\.00 +10\.0%/)
    expect(text).toMatch(/matmul +2 +captured, 2 threads .* 25\.0 +50\.0% /)
    expect(text).toContain('2 threads together reach 50.0 GFLOP/s, 1.25 times as much')
    expect(text).toMatch(/add +3 +wasm, eager +2\.00 ms \(2\.00 to 2\.00\) +6\.00 +60\.0%/)
  })

  it('a step tells each part of the whole', () => {
    const text = plainReport(
      stepBench.report({
        ...common,
        bench: 'step',
        format: 2,
        steps: 30,
        density: 0.2,
        programs: [
          {
            threads: 2,
            peakFlopsPerSecond: 50e9,
            seconds: five(0.001),
            parts: [
              part('forward', 'layer 2x3 by 3x4', 5e6, [3e-4, 5e-4]),
              part('forward', 'copy', 0, [1e-6, 1e-6]),
              part('forward', 'add', 0, [2e-6, 2e-6]),
              part('waiting', 'at a barrier', 0, [2e-4, 0]),
              part('waiting', 'at a barrier', 0, [0, 1e-4]),
            ],
          },
        ],
        phases: [{ backend: 'wasm', name: 'forward', seconds: five(0.003) }],
        wholes: [
          { settings: { backend: 'wasm', threads: 1, captured: false }, seconds: five(0.01) },
          { settings: { backend: 'wasm', threads: 2, captured: true }, seconds: five(0.002) },
        ],
      }),
    )
    expect(text).toMatch(/2 threads +forward +403 us .* 40\.3% +24\.8%/)
    expect(text).toMatch(/2 threads +layer 2x3 by 3x4 +400 us .* 40\.0% +25\.0%/)
    expect(text).toMatch(/2 threads +2 small parts +3\.00 us .* 0\.300%$/m)
    expect(text).toMatch(/2 threads +waiting +at 2 barriers +150 us .* 15\.0%$/m)
    expect(text).toMatch(/2 threads +the whole program +1\.00 ms .* 100%$/m)
    expect(text).toContain('2 threads together reach 50.0 GFLOP/s')
    expect(text).toMatch(/wasm, eager +forward +3\.00 ms \(3\.00 to 3\.00\) +30\.0%/)
    expect(text).toMatch(/wasm, captured, 2 threads +whole step +through the trainer +2\.00 ms/)
  })

  it('scale tells growth within an axis, and what was left out', () => {
    const point = { batchSize: 64, sizes: [784, 10], rows: 100, threads: 1 }
    const text = plainReport(
      scaleBench.report({
        ...common,
        bench: 'scale',
        points: [
          { ...point, axis: 'width', value: 64, seconds: five(0.001) },
          { ...point, axis: 'width', value: 256, seconds: five(0.016) },
          { ...point, axis: 'depth', value: 1, seconds: five(0.001) },
        ],
        leftOut: [{ ...point, axis: 'width', value: 4096 }],
      }),
    )
    expect(text).toMatch(/width 256 .* 2\.00$/m)
    expect(text).toMatch(/depth 1 .* \d\.\d+$/m)
    expect(text).toContain('Width: no bend, a step grows with exponent 2.00.')
    expect(text).toContain('Left out, since a step takes too long: width 4096.')
  })

  it('memory tells the most and the growth', () => {
    const MiB = 2 ** 20
    const samples = [1, 2, 3, 4].map((i) => ({ steps: i * 100, bytes: (200 + i) * MiB }))
    const text = plainReport(
      memoryBench.report({
        ...common,
        bench: 'memory',
        runs: [
          {
            settings: { backend: 'wasm', threads: 2, captured: true },
            idle: 50 * MiB,
            loaded: 150 * MiB,
            samples,
          },
        ],
      }),
    )
    expect(text).toMatch(/captured, 2 threads +50 MiB +150 MiB +204 MiB +204 MiB +400 +10240 KiB/)
  })

  it('accuracy tells how many seeds got there and when', () => {
    const epochs = [0.97, 0.98].map((testAccuracy, epoch) => ({
      testAccuracy,
      trainSeconds: epoch + 1,
    }))
    const slower = epochs.map((epoch) => ({ ...epoch, trainSeconds: 3 * epoch.trainSeconds }))
    const text = plainReport(
      accuracyBench.report({
        ...common,
        bench: 'accuracy',
        threads: 2,
        runs: [{ recipe: 'fast', seed: 1, epochs }],
        race: [
          { name: 'handwritten', ours: true, setting: '2 threads', rounds: Array(5).fill(epochs) },
          { name: 'PyTorch', ours: false, setting: '1 thread', rounds: Array(5).fill(slower) },
        ],
      }),
    )
    expect(text).toContain('2.00 s (2 threads) against 6.00 s of PyTorch (1 thread), 3.00 (')
    expect(text).toMatch(/fast +98% +1 of 1 +2\.00 s .* 2$/m)
    expect(text).toMatch(/fast +99% +0 of 1$/m)
    expect(text).toContain('ends at 98.00% with a standard deviation of 0.00% over the seeds 1.')
  })

  it('compare tells which revision is faster, and whether they compute the same', () => {
    const side = (seconds: number) => ({ seconds: five(seconds), loss: 0.44, lossAfter: 0.26 })
    const pair = { setting: '2 threads', here: side(1), there: side(2) }
    const text = plainReport(
      compareBench.report({
        ...common,
        bench: 'compare',
        revision: 'def5678',
        pairs: [pair, { ...pair, setting: '1 thread', there: { ...side(0.5), loss: 0.88 } }],
      }),
    )
    expect(text).toMatch(/2 threads .* 2\.00 \(2\.00 to 2\.00\) +faster +the same/)
    expect(text).toMatch(/1 thread .* 0\.500 \(0\.500 to 0\.500\) +slower +differs by 5e-1/)
  })

  it('start tells times and sizes', () => {
    const text = plainReport(
      startBench.report({
        ...common,
        bench: 'start',
        moments: [{ name: 'node alone', seconds: five(0.04) }],
        sizes: [{ name: 'a', unpacked: 4096, packed: 2048, module: 1024 }],
      }),
    )
    expect(text).toContain('node alone  40.0 ms (40.0 to 40.0)')
    expect(text).toContain('a: 4 KiB unpacked, 2 KiB packed, its module 1 KiB through gzip.')
  })
})
