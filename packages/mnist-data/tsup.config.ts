import { library } from '../../tsup.base.ts'

/** `shims` gives the CommonJS build its own path, from which the data package is resolved. */
const shared = { ...library, shims: true, clean: false }

/**
 * The CommonJS build loads its decoders by `require`, since a dynamic import fails in Jest and other
 * hosts that run code in a `node:vm` context. It holds those that exist as ES modules alone.
 */
export default [
  { ...shared, format: ['esm' as const] },
  {
    ...shared,
    format: ['cjs' as const],
    noExternal: ['fast-png', 'iobuffer'],
    esbuildOptions: (options: { supported?: Record<string, boolean> }) => {
      options.supported = { ...options.supported, 'dynamic-import': false }
    },
  },
]
