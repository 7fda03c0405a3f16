// Lets publint and attw judge the tarball of the package in the current folder.
import { spawn } from 'node:child_process'

const tarball = 'package.tgz'
await Promise.all([run('publint', ['run', '--strict', tarball]), run('attw', [tarball])])

async function run(command, args) {
  const child = spawn(command, args, { shell: process.platform === 'win32' })
  const chunks = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => chunks.push(chunk))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code === 0) return
  process.stderr.write(`${command} ${args.join(' ')}\n${Buffer.concat(chunks)}\n`)
  process.exitCode = 1
}
