import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { generateRun } from '../../differential/generate-run.ts'
import { RandomSource } from '../../differential/random-source.ts'
import { readCases } from '../../golden/read-case.ts'
import { expectToldAsTraced } from './told-as-traced.ts'

describe.each(readCases(join(import.meta.dirname, '../../golden')))('the golden case $name', (run) => {
  it('is explained as it happens', () => expectToldAsTraced(run))
})

describe('generated journeys and streams', () => {
  it('are explained as they happen', () => {
    let stopped = 0
    for (let seed = 1; seed <= 40; seed++) {
      try {
        expectToldAsTraced(generateRun(new RandomSource(seed)))
      } catch (error) {
        if (!(error instanceof RehearsalError)) throw new Error(`seed ${seed}`, { cause: error })
        stopped++ // more steps or rounds at one instant than there may be: the run has no story
      }
    }
    expect(stopped).toBeLessThan(5)
  })
})
