import type { RankProcess } from './rank-process'

/**
 * Why a launcher ended its ranks, as one sentence that names the rank, from what Open MPI or MPICH
 * wrote. Null where they wrote nothing about a rank.
 * @param processes of the ranks; MPICH reports process ids, not ranks
 */
export function lostRank(text: string, processes: readonly RankProcess[]): string | null {
  return fromOpenMpi(text) ?? fromPeer(text, processes) ?? fromHydra(text, processes)
}

function fromOpenMpi(text: string): string | null {
  const report =
    /process rank (\d+) with PID \d+ on node (\S+) exited on\s+signal (\d+)(?: \(([^)]+)\))?/
  const found = report.exec(text)
  if (!found) return null
  const [, rank, host, signal, name] = found
  return `rank ${rank} on ${host} was ended by signal ${signal}${name ? ` (${name})` : ''}`
}

/** What UCX, below MPICH, prints in a rank that copies from the memory of one that is gone. */
function fromPeer(text: string, processes: readonly RankProcess[]): string | null {
  const found = /process_vm_\w+\(pid=(\d+)[^\n]*No such process/.exec(text)
  return found && `${nameOf(Number(found[1]), processes)} is gone`
}

function fromHydra(text: string, processes: readonly RankProcess[]): string | null {
  const found = /PID (\d+) RUNNING AT (\S+)\s*\n=\s+EXIT CODE: (\d+)/.exec(text)
  if (!found) return null
  const [, pid, host, code] = found
  const cause = /EXIT STRING: ([^\r\n]+)/.exec(text)?.[1] ?? `exit code ${code}`
  return `${nameOf(Number(pid), processes)} on ${host} was ended: ${cause}`
}

function nameOf(pid: number, processes: readonly RankProcess[]): string {
  const rank = processes.findIndex((process) => process.pid === pid)
  return rank < 0 ? `the rank with process id ${pid}` : `rank ${rank}`
}
