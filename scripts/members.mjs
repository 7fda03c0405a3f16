import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The workspace's members as paths from `root`, as pnpm-workspace.yaml lists them. */
export function members(root) {
  const grouped = ['packages', 'apps', 'tests']
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  return [...grouped.sort(), 'examples'].filter((folder) =>
    existsSync(join(root, folder, 'package.json')),
  )
}
