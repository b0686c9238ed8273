import { expect, it } from 'vitest'
import { collectGarbage } from '../../../electron/utility/collect-garbage.ts'

it('what nothing holds any more is gone afterwards', () => {
  const left = (() => new WeakRef(Array.from({ length: 100_000 }, (_, index) => ({ index }))))()
  return new Promise<void>((resolve) => {
    // A reference lives to the end of the task in which it was made.
    setTimeout(() => {
      collectGarbage()
      expect(left.deref()).toBeUndefined()
      resolve()
    }, 0)
  })
})
