import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { releaseWhenQuiet } from '../../../electron/preload/release-when-quiet.ts'

let held: number
const release = vi.fn<() => void>()

beforeEach(() => {
  vi.useFakeTimers()
  release.mockReset().mockImplementation(() => void (held = 40))
})
afterEach(() => void vi.useRealTimers())

const start = () => releaseWhenQuiet({ quietMs: 1_000, worthBytes: 24, held: () => held, release })

it('what is left behind is given back once it has been quiet, and not while something happens', async () => {
  held = 100
  const happened = start()
  for (let at = 0; at < 5; at += 1) {
    happened()
    await vi.advanceTimersByTimeAsync(900)
  }
  expect(release).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(100)
  expect(release).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(release).toHaveBeenCalledTimes(1)
})

it('again only when it has grown by what is worth it since', async () => {
  held = 100
  const happened = start()
  happened()
  await vi.advanceTimersByTimeAsync(1_000)
  held = 63
  happened()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(release).toHaveBeenCalledTimes(1)
  held = 64
  happened()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(release).toHaveBeenCalledTimes(2)
})
