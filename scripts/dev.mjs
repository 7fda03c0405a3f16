// `pnpm run dev [OPTIONS]`: rebuilds on every change of a source and restarts the trainer with the new build.
import { spawn } from 'node:child_process'
import { mkdirSync, openSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'apps/tui/dist')
const args = process.argv.slice(2)
if (args[0] === '--') args.shift()

/** A build writes many files; the trainer restarts once none has changed for this long. */
const QUIET_MILLISECONDS = 500

const builds = watchBuilds()
let trainer = startTrainer()
let isRestarting = false
let quiet

watch(dist, () => {
  clearTimeout(quiet)
  quiet = setTimeout(() => {
    isRestarting = true
    trainer.kill('SIGTERM')
  }, QUIET_MILLISECONDS)
})
process.on('SIGINT', () => {}) // The terminal sends it to the trainer too, and its end ends this program.

/** Rebuilds what the trainer needs, with the output in a log, since the trainer owns the screen. */
function watchBuilds() {
  const file = join(root, 'reports', 'dev.log')
  mkdirSync(dirname(file), { recursive: true })
  const log = openSync(file, 'w')
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo')
  const options = ['--filter=handwritten', '--output-logs=new-only']
  console.error(`handwritten: watching the sources; builds are logged to ${file}`)
  return spawn(process.execPath, [turbo, 'watch', 'build', ...options], {
    cwd: root,
    stdio: ['ignore', log, log],
    detached: true, // Out of the terminal's process group, whose Ctrl-C is meant for the trainer.
  })
}

function startTrainer() {
  const child = spawn(process.execPath, [join(dist, 'main.js'), ...args], { stdio: 'inherit' })
  child.on('exit', (code) => {
    if (isRestarting) {
      isRestarting = false
      trainer = startTrainer()
      return
    }
    builds.kill()
    process.exit(code ?? 130)
  })
  return child
}
