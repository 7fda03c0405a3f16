import { registerHooks } from 'node:module'

// Lets a plain Node run the sources: it strips the types itself but wants the file extensions.
registerHooks({
  resolve(specifier, context, next) {
    const isSource = specifier.startsWith('.') && !/\.\w+$/.test(specifier)
    return next(isSource ? `${specifier}.ts` : specifier, context)
  },
})
