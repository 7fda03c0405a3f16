import type { Plugin } from 'vite'

/** Scripts, workers and kernels come from this site's own files; nothing else is loaded or run. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
].join('; ')

/** Writes the policy into the built page. Vite's development server needs inline scripts. */
export function securityPolicy(): Plugin {
  return {
    name: 'security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  }
}
