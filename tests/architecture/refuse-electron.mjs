// Loaded before the command line: `electron` does not exist for it, nor for its worker threads.
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier.startsWith('electron/')) throw new Error(`electron is not here, and ${context.parentURL ?? 'something'} asked for it`)
    return next(specifier, context)
  },
})
