// `pnpm mutation PACKAGE [src/files] [test/files] [--sample=0.3]`: changes a package's sources in thousands of small ways
// and tells which changes no test notices. Not part of `npm test`: it runs the tests named, all where none is, once for
// each change that they cover; `--sample` takes a part of the changes, always the same.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Stryker is fetched when it is wanted: it weighs more than all else that tests need. */
const STRYKER = '10.1.1'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const workshop = join(root, '.node', 'stryker')
const modules = join(workshop, 'node_modules', '@stryker-mutator')
const [name, ...files] = process.argv.slice(2)
const tests = files.filter((file) => file.startsWith('test/'))
const sources = files.filter((file) => file.startsWith('src/'))
const part = files.find((file) => file.startsWith('--sample='))?.slice('--sample='.length)
const folder = join(root, 'packages', name ?? '')
if (name === undefined || !existsSync(join(folder, 'package.json'))) {
  console.error('expected the name of a package, such as: pnpm mutation metrics src/sum/*.ts')
  process.exit(1)
}

if (!existsSync(modules)) fetchStryker()
const reports = join(folder, 'reports')
mkdirSync(reports, { recursive: true })
const config = join(reports, 'stryker.json')
writeFileSync(config, JSON.stringify(options()))
run(process.execPath, [join(modules, 'core/bin/stryker.js'), 'run', config], folder)

function options() {
  return {
    mutate: sources.length > 0 ? sources : ['src/**/*.ts', '!src/index.ts'],
    testFiles: tests,
    testRunner: 'vitest',
    plugins: [
      join(modules, 'vitest-runner/dist/src/index.js'),
      join(root, 'scripts/mutation-sample.mjs'),
    ],
    checkers: part === undefined ? [] : ['sample'],
    vitest: { configFile: join(root, 'scripts/mutation.vitest.ts'), related: false },
    coverageAnalysis: 'perTest',
    // Changes that take effect while a module is loaded would need a process each.
    ignoreStatic: true,
    ignorePatterns: ['reports', 'dist', '.turbo', '*.tgz'],
    timeoutMS: 15_000,
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { logTests: false, reportTests: false },
    jsonReporter: { fileName: join(reports, 'mutation.json') },
  }
}

function fetchStryker() {
  mkdirSync(workshop, { recursive: true })
  const wanted = ['core', 'vitest-runner'].map((part) => `@stryker-mutator/${part}@${STRYKER}`)
  // Vitest and the compiler, which it asks for, are those of this workspace above it.
  const flags = ['--prefix', workshop, '--no-save', '--ignore-scripts', '--legacy-peer-deps']
  run('npm', ['install', ...flags, ...wanted], workshop)
}

function run(command, args, cwd) {
  const shell = process.platform === 'win32'
  const env = { ...process.env, ...(part === undefined ? {} : { HANDWRITTEN_SAMPLE: part }) }
  const { status } = spawnSync(command, args, { cwd, env, stdio: 'inherit', shell })
  if (status !== 0) process.exit(status ?? 1)
}
