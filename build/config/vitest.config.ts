import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/{unit,golden,differential,properties,contract,architecture,platforms}/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
})
