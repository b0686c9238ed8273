import { webFrame } from 'electron'
import { releaseWhenQuiet } from './release-when-quiet.ts'

const worthBytes = 24 * 1024 * 1024
const quietMs = 4_000
const hands = ['pointerdown', 'keydown', 'wheel'] as const

/** Gives back caches and garbage of the window, the first time soon after it was loaded, then when nobody has touched it for a moment. */
export function keepWindowSmall() {
  const happened = releaseWhenQuiet({ quietMs, worthBytes, held: heldBytes, release })
  addEventListener('load', happened, { once: true })
  for (const hand of hands) addEventListener(hand, happened, { capture: true, passive: true })
}

function release(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => {
      webFrame.clearCache()
      resolve()
    })
  })
}

async function heldBytes(): Promise<number> {
  const { private: kilobytes } = await process.getProcessMemoryInfo()
  return kilobytes * 1024
}
