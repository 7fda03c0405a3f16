import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const USUAL_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/opt/local/bin']
const NAMES = process.platform === 'win32' ? ['python.exe', 'python3.exe'] : ['python3', 'python']

const PROBE = `import importlib.util, json
from importlib.metadata import PackageNotFoundError, version
def find(name):
    if importlib.util.find_spec(name) is None: return None
    try: return version(name)
    except PackageNotFoundError: return "of unknown version"
print(json.dumps({name: find(name) for name in ("numpy", "torch", "torchvision")}))`

/** A Python interpreter and the versions of the peers' libraries that it can import. */
export interface Python {
  readonly program: string
  /** By the name of the library; null where it is missing. */
  readonly versions: Readonly<Record<string, string | null>>
}

/** Every Python on PATH and in the usual folders that starts, each once, in that order. */
export async function findPythons(path = process.env.PATH ?? ''): Promise<Python[]> {
  const found = await Promise.all(candidates(path).map(probe))
  return found.filter((python) => python !== undefined)
}

function candidates(path: string): string[] {
  const folders = [...path.split(delimiter).filter(Boolean), ...USUAL_FOLDERS]
  const files = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...new Set(files)].filter((file) => existsSync(file))
}

async function probe(program: string): Promise<Python | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ['-c', PROBE], { timeout: 20_000 })
    return { program, versions: JSON.parse(stdout) as Python['versions'] }
  } catch {
    return undefined
  }
}
