import type { Command, Report, Reports } from '../protocol'
import { fromQuery, type Settings, toQuery } from '../settings'
import { drawChart } from './chart'
import { button, canvas, create, element, write } from './dom'
import { presetSettings, settingsForm } from './form'
import { drawable } from './pad'
import { showDrawing, showEvaluation, showFilters } from './panels'

/** The figures of a run: of every step, [loss, accuracy], and of the test set after every epoch. */
let steps: (readonly [number, number])[] = []
let epochs: Reports['epoch'][] = []
let isTraining = false
let isDrawing = false

const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' })
const send = (command: Command): void => worker.postMessage(command)
const progress = element('progress', HTMLProgressElement)
const threads = Number(new URLSearchParams(location.search).get('threads')) || null
const defaults = presetSettings('fast', 1)
const form = settingsForm(reset)
const count = (number: number): string => number.toLocaleString('en')
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

const receive: { readonly [T in keyof Reports]: (report: Reports[T]) => void } = {
  progress({ received, total }) {
    progress.value = received / total
    write('status', `Loading the images: ${megabytes(received)} of ${megabytes(total)} MB`)
  },
  data({ problem }) {
    button('retry').hidden = problem === null
    button('train').disabled = button('step').disabled = problem !== null
    progress.value = 0
    write('status', problem ?? 'Ready: 60,000 images to learn from, 10,000 to test with')
  },
  network: ({ facts }) => write('facts', facts),
  state({ state }) {
    setTraining(state === 'training')
    if (state === 'done')
      write('status', 'Done. Change a setting or press Reset for a new network.')
  },
  steps({ step, of, figures }) {
    for (const figure of figures) steps.push(figure)
    progress.value = step / of
    write('status', `Step ${count(step)} of ${count(of)}`)
    queueCharts()
  },
  epoch(epoch) {
    epochs.push(epoch)
    queueCharts()
  },
  evaluation: showEvaluation,
  filters: showFilters,
  drawn: showDrawing,
  file({ name, bytes }) {
    const href = URL.createObjectURL(new Blob([bytes]))
    Object.assign(create('a'), { href, download: name }).click()
    setTimeout(() => URL.revokeObjectURL(href), 10_000)
  },
  loaded({ settings }) {
    showNew(settings)
    write('status', 'The weights are loaded. Draw a digit, or train them further.')
  },
  failed: ({ problem }) => write('status', problem),
}
worker.onmessage = ({ data }: MessageEvent<Report>) => receive[data.type](data as never)
worker.onerror = ({ message }) => write('status', `The worker failed: ${message}`)

button('clear').onclick = drawable(canvas('pad'), (picture) => {
  send({ type: 'draw', picture })
  if (picture === null) showDrawing({ probabilities: [], steps: [] })
})
button('train').onclick = () => send({ type: isTraining ? 'pause' : 'train' })
button('step').onclick = () => send({ type: 'step' })
button('reset').onclick = () => reset(form.read() ?? defaults)
button('retry').onclick = fetchImages
button('save-safetensors').onclick = () => send({ type: 'save', format: 'safetensors' })
button('save-onnx').onclick = () => send({ type: 'save', format: 'onnx' })
element('load', HTMLInputElement).onchange = async ({ target }) => {
  const [file] = (target as HTMLInputElement).files ?? []
  if (file) send({ type: 'load', bytes: new Uint8Array(await file.arrayBuffer()) })
}
addEventListener('resize', queueCharts)
matchMedia('(prefers-color-scheme: dark)').onchange = queueCharts

form.show(fromQuery(location.search, defaults))
reset(form.read() ?? defaults)
fetchImages()
if (import.meta.env.PROD) void navigator.serviceWorker?.register('service-worker.js')

/** Starts a new network, which waits for its first step. */
function reset(settings: Settings): void {
  send({ type: 'reset', settings, threads })
  showNew(settings)
}

/** Shows a network that has no history yet, and puts its settings into the address. */
function showNew(settings: Settings): void {
  form.show(settings)
  history.replaceState(null, '', `?${toQuery(settings)}${threads ? `&threads=${threads}` : ''}`)
  steps = []
  epochs = []
  progress.value = 0
  setTraining(false)
  queueCharts()
}

function fetchImages(): void {
  button('retry').hidden = true
  button('train').disabled = button('step').disabled = true
  write('status', 'Loading the images')
  send({ type: 'fetch' })
}

function setTraining(training: boolean): void {
  isTraining = training
  write('train', training ? 'Pause' : 'Train')
}

/** Draws the charts in the next frame, once, however many reports arrive before it. */
function queueCharts(): void {
  if (!isDrawing) requestAnimationFrame(drawCharts)
  isDrawing = true
}

function drawCharts(): void {
  isDrawing = false
  const tests = (key: 'loss' | 'accuracy') =>
    epochs.map((epoch) => ({ step: epoch.step, value: epoch[key] }))
  drawChart(canvas('loss'), {
    ...{ values: steps.map(([loss]) => loss), tests: tests('loss') },
    // Loss falls by factors: the axis is logarithmic.
    ...{
      scale: Math.log10,
      valueAt: (height) => 10 ** height,
      format: (loss) => loss.toPrecision(2),
    },
  })
  drawChart(canvas('accuracy'), {
    ...{ values: steps.map(([, accuracy]) => accuracy), tests: tests('accuracy') },
    // Near 100% every further nine counts alike: the axis is logarithmic in the errors.
    scale: (accuracy) => -Math.log10(1.0005 - accuracy),
    valueAt: (height) => 1.0005 - 10 ** -height,
    format: (accuracy) => `${(100 * accuracy).toFixed(accuracy < 0.985 ? 0 : 1)}%`,
  })
  const { loss, accuracy } = epochs.at(-1) ?? {}
  write('loss-now', loss === undefined ? '' : `test ${loss.toFixed(4)}`)
  write('accuracy-now', accuracy === undefined ? '' : `test ${(100 * accuracy).toFixed(2)}%`)
}
