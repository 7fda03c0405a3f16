import { defineConfig } from 'tsup'

/**
 * How every library is built: ESM and CommonJS beside each other, each with its own declarations. No
 * declaration may need Node's types, and to read them would be a quarter of the work.
 */
export const library = defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2023',
  platform: 'neutral',
  noExternal: ['@handwritten/checks'],
  dts: { compilerOptions: { types: [] } },
  sourcemap: true,
  clean: true,
  treeshake: true,
})

/** How an app is built: ESM for Node, started from its dist folder. */
export const application = defineConfig({
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  sourcemap: true,
  clean: true,
})
