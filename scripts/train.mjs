// `npm start`: builds what the trainer needs (a cache hit but for the first time), then becomes the trainer.
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
if (args[0] === '--') args.shift()

const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo')
const build = spawnSync(
  process.execPath,
  [turbo, 'run', 'build', '--filter=handwritten', '--output-logs=errors-only', '--log-prefix=none'],
  { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
)
if (build.status !== 0) {
  process.stderr.write(
    `${build.stdout}${build.stderr}\nhandwritten: the build failed; see the messages above.\n`,
  )
  process.exit(1)
}

const trainer = spawn(process.execPath, [join(root, 'apps/tui/dist/main.js'), ...args], {
  stdio: 'inherit',
})
// The terminal sends these to the whole group; waiting for the trainer lets it save and restore the screen first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => signal === 'SIGINT' || trainer.kill(signal))
}
trainer.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
