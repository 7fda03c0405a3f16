const NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']

/**
 * What to do where the environment names a proxy that Node's `fetch` does not use; empty where it names
 * none, or where Node uses it. Node uses it with `NODE_USE_ENV_PROXY=1`, since 22.21 and 24.5.
 */
export function proxyHint(): string {
  const { env = {}, execArgv = [] } = globalThis.process ?? {}
  const name = NAMES.find((variable) => env[variable])
  const options = `${execArgv.join(' ')} ${env.NODE_OPTIONS ?? ''}`
  const isUsed = env.NODE_USE_ENV_PROXY === '1' || options.includes('--use-env-proxy')
  if (name === undefined || isUsed) return ''
  return (
    `${name} is set, but Node uses a proxy only when it starts with NODE_USE_ENV_PROXY=1 ` +
    '(Node 22.21, 24.5 and newer)'
  )
}
