/** What a peer can be told through its environment before it starts. */
export interface Setting {
  readonly threads: number
  readonly label: string
  readonly environment: Readonly<Record<string, string>>
}

/** What of the machine decides which settings are worth a trial. */
export interface Processor {
  readonly cores: number
  readonly avx2: boolean
  readonly avx512: boolean
}

/**
 * OpenBLAS kernel families worth a trial: older releases do not know newer processors and fall back
 * to slower kernels than the processor has, so each family it can run is tried by name.
 */
function kernelFamilies({ avx2, avx512 }: Processor): (string | undefined)[] {
  return [undefined, ...(avx2 ? ['HASWELL'] : []), ...(avx512 ? ['SKYLAKEX'] : [])]
}

/** 1, 2, 4, ... up to the number of cores. */
export function threadCounts(cores: number): number[] {
  return Array.from({ length: Math.floor(Math.log2(Math.max(1, cores))) + 1 }, (_, i) => 2 ** i)
}

/** Thread counts times kernel families. */
export function numpySettings(processor: Processor): Setting[] {
  return kernelFamilies(processor).flatMap((family) =>
    threadCounts(processor.cores).map((threads) => setting(threads, { family })),
  )
}

/** The same, and for more than one thread whether waiting threads spin (OpenMP's default) or sleep. */
export function torchSettings(processor: Processor): Setting[] {
  return kernelFamilies(processor).flatMap((family) =>
    threadCounts(processor.cores).flatMap((threads) =>
      threads === 1
        ? [setting(threads, { family })]
        : [setting(threads, { family }), setting(threads, { family, policy: 'passive' })],
    ),
  )
}

/** What a library does when it is told nothing. */
export function untold(cores: number): Setting {
  return { threads: cores, label: 'as installed', environment: {} }
}

/** For a library that has no threads and takes no advice. */
export function singleThread(): Setting {
  return { threads: 1, label: '1 thread', environment: {} }
}

function setting(
  threads: number,
  { family, policy }: { family?: string | undefined; policy?: string },
): Setting {
  const words = [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]
  if (family) words.push(`OPENBLAS_CORETYPE=${family}`)
  if (policy) words.push(`OMP_WAIT_POLICY=${policy}`)
  return {
    threads,
    label: words.join(', '),
    environment: {
      OPENBLAS_NUM_THREADS: String(threads),
      OMP_NUM_THREADS: String(threads),
      MKL_NUM_THREADS: String(threads),
      ...(family && { OPENBLAS_CORETYPE: family }),
      ...(policy && { OMP_WAIT_POLICY: policy }),
    },
  }
}

/** True for a setting that leaves the choice of kernels to the library, as an installation does. */
export function isDefaultKernels(setting: Setting): boolean {
  return !('OPENBLAS_CORETYPE' in setting.environment)
}
