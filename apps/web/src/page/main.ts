import type { Command, Message } from '../protocol'
import { fromQuery, type Settings, toQuery } from '../settings'
import { accuracyStyle, drawChart, lossStyle } from './chart'
import { create, element } from './elements'
import { bindForm, presetSettings } from './form'
import { History } from './history'
import { drawable } from './pad'
import { showDrawing, showFilters, showReading } from './panels'

const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' })
const send = (command: Command): void => worker.postMessage(command)

const train = element('train', HTMLButtonElement)
const step = element('step', HTMLButtonElement)
const retry = element('retry', HTMLButtonElement)
const progress = element('progress', HTMLProgressElement)
const status = element('status', HTMLOutputElement)
const query = new URLSearchParams(location.search)
const defaults = presetSettings('fast', 1)
const form = bindForm(element('settings', HTMLFormElement), reset)
form.show(fromQuery(location.search, defaults))

let history = new History()
let isTraining = false
let isDrawingQueued = false

worker.addEventListener('message', ({ data }: MessageEvent<Message>) => receive(data))
worker.addEventListener('error', ({ message }) => say(`The worker failed: ${message}`))

const pad = drawable(element('pad', HTMLCanvasElement), (picture) => {
  send({ type: 'draw', picture })
  if (picture === null) showDrawing({ probabilities: [], steps: [], problem: null })
})
element('clear', HTMLButtonElement).onclick = pad.clear
train.onclick = () => send({ type: isTraining ? 'pause' : 'train' })
step.onclick = () => send({ type: 'step' })
retry.onclick = fetchImages
element('reset', HTMLButtonElement).onclick = () => reset(form.read() ?? defaults)
element('save-safetensors', HTMLButtonElement).onclick = () =>
  send({ type: 'save', format: 'safetensors' })
element('save-onnx', HTMLButtonElement).onclick = () => send({ type: 'save', format: 'onnx' })
element('load', HTMLInputElement).onchange = async ({ target }) => {
  const [file] = (target as HTMLInputElement).files ?? []
  if (file) send({ type: 'load', bytes: new Uint8Array(await file.arrayBuffer()) })
}
addEventListener('resize', queueCharts)
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', queueCharts)

reset(form.read() ?? defaults)
fetchImages()
if (import.meta.env.PROD) void navigator.serviceWorker?.register('service-worker.js')

/** Starts a new network, which waits for the first step, and puts its settings into the address. */
function reset(settings: Settings): void {
  const threads = Number(query.get('threads')) || null
  const suffix = threads === null ? '' : `&threads=${threads}`
  window.history.replaceState(null, '', `?${toQuery(settings)}${suffix}`)
  send({ type: 'reset', settings, threads })
  history = new History()
  setTraining(false)
  progress.value = 0
  queueCharts()
}

function fetchImages(): void {
  retry.hidden = true
  train.disabled = step.disabled = true
  say('Loading the images')
  send({ type: 'fetch' })
}

function receive(message: Message): void {
  if (message.type === 'progress') {
    progress.value = message.received / message.total
    say(
      `Loading the images: ${(message.received / 1e6).toFixed(1)} of ${(message.total / 1e6).toFixed(1)} MB`,
    )
  } else if (message.type === 'data') {
    retry.hidden = message.problem === null
    train.disabled = step.disabled = message.problem !== null
    progress.value = 0
    say(message.problem ?? 'Ready: 60,000 images to learn from, 10,000 to test with')
  } else if (message.type === 'network') {
    showFacts(message)
  } else if (message.type === 'state') {
    setTraining(message.state === 'training')
    if (message.state === 'done') say('Done. Change a setting or press Reset for a new network.')
  } else if (message.type === 'steps') {
    for (const loss of message.losses) history.losses.push(loss)
    for (const accuracy of message.accuracies) history.accuracies.push(accuracy)
    progress.value = message.step / message.of
    say(`Step ${message.step.toLocaleString('en')} of ${message.of.toLocaleString('en')}`)
    queueCharts()
  } else if (message.type === 'epoch') {
    history.testLosses.push({ step: message.step, value: message.loss })
    history.testAccuracies.push({ step: message.step, value: message.accuracy })
    showReading(message)
    queueCharts()
  } else if (message.type === 'filters') {
    showFilters(message.filters)
  } else if (message.type === 'drawn') {
    showDrawing(message)
  } else if (message.type === 'file') {
    download(message)
  } else {
    say(message.message)
  }
}

function showFacts({
  settings,
  parameters,
  threads,
  notice,
}: Extract<Message, { type: 'network' }>) {
  const layers = [784, ...settings.hidden, 10].join('-')
  const computed = `WebAssembly on ${threads} ${threads === 1 ? 'thread' : 'threads'}`
  const words = `${layers}, ${parameters.toLocaleString('en')} parameters, ${computed}`
  element('facts', HTMLParagraphElement).textContent = notice ? `${words} (${notice})` : words
}

function setTraining(training: boolean): void {
  isTraining = training
  train.textContent = training ? 'Pause' : 'Train'
}

function say(text: string): void {
  status.value = text
}

/** Charts are drawn at most once a frame, however many messages arrive. */
function queueCharts(): void {
  if (isDrawingQueued) return
  isDrawingQueued = true
  requestAnimationFrame(() => {
    isDrawingQueued = false
    const { losses, testLosses, accuracies, testAccuracies } = history
    const draw = (id: string, chart: Parameters<typeof drawChart>[1]) =>
      drawChart(element(id, HTMLCanvasElement), chart)
    draw('loss', { series: losses, marks: testLosses, style: lossStyle })
    draw('accuracy', { series: accuracies, marks: testAccuracies, style: accuracyStyle })
    const loss = testLosses.at(-1)?.value
    const accuracy = testAccuracies.at(-1)?.value
    const text = (id: string, value: string) => {
      element(id, HTMLOutputElement).value = value
    }
    text('loss-now', loss === undefined ? '' : `test ${loss.toFixed(4)}`)
    text('accuracy-now', accuracy === undefined ? '' : `test ${(100 * accuracy).toFixed(2)}%`)
  })
}

function download({ name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> }): void {
  const link = create('a')
  link.href = URL.createObjectURL(new Blob([bytes]))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
