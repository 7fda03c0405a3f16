import { defineConfig } from 'vite'
import { mnistFiles } from './build/mnist-files.ts'
import { securityPolicy } from './build/security-policy.ts'
import { serviceWorker } from './build/service-worker.ts'

/** Makes the page cross-origin isolated, which browsers require for shared memory, so for threads. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

export default defineConfig({
  base: './',
  plugins: [mnistFiles(), securityPolicy(), serviceWorker()],
  server: { headers },
  preview: { headers },
  worker: { format: 'es' },
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 600 },
})
