// A thread that runs the loop of registers while others do: see `measureTeamPeak`.
import { parentPort, workerData } from 'node:worker_threads'
import { machineModule, registerRate } from './machine-module.ts'

const { gate, threads } = workerData as { gate: Int32Array; threads: number }
const machine = await machineModule()
registerRate(machine)
Atomics.add(gate, 0, 1)
while (Atomics.load(gate, 0) < threads);
parentPort!.postMessage(registerRate(machine))
