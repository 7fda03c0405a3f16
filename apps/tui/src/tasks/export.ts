import { exportModule, exportOnnx } from '@handwritten/nn'
import { encodeSafetensors } from '@handwritten/tensor'
import { loadModel, type SavedModel } from '../model/saved-model'
import { savedRunNotes } from '../saved/saved-run'
import { writeFile } from '../saved/write-file'
import { escaped } from '../text/escaped'
import { formatCount } from '../text/format'
import type { Outcome, TaskContext } from './task'

/** A saved network to write in other formats. */
export interface ExportRequest {
  readonly model: string
  readonly onnx?: string
  readonly safetensors?: string
  readonly module?: string
}

/** Writes a saved network in other formats, a line for each file. */
export function run(request: ExportRequest, { output }: Pick<TaskContext, 'output'>): Outcome {
  const saved = loadModel(request.model)
  const files = [
    ['ONNX', request.onnx, onnxOf],
    ['safetensors', request.safetensors, safetensorsOf],
    ['JavaScript module', request.module, moduleOf],
  ] as const
  for (const [format, file, encode] of files) {
    if (file === undefined) continue
    const content = encode(saved)
    writeFile(file, content)
    output.out(`${escaped(file)}  ${format}, ${formatCount(content.length)} bytes\n`)
  }
  return { exitCode: 0 }
}

function onnxOf({ model, sizes }: SavedModel): Uint8Array {
  return exportOnnx(model, { inputShape: [sizes[0]!], name: 'handwritten' })
}

function safetensorsOf({ model, run }: SavedModel): Uint8Array {
  const notes = run === null ? {} : { metadata: savedRunNotes(run) }
  return encodeSafetensors({ tensors: model.stateDict(), ...notes })
}

function moduleOf({ model, sizes }: SavedModel): Uint8Array {
  return new TextEncoder().encode(exportModule(model, { inputFeatures: sizes[0]! }))
}
