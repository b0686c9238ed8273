import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/{unit,golden,differential,properties,contract,architecture,platforms,robustness}/**/*.test.ts'],
    // A test that hangs ends; how fast things are is measured in tests/bench. Machines differ by a factor of three.
    testTimeout: 240_000,
    maxWorkers: 2,
  },
})
