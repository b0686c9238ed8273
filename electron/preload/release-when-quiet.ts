// What work leaves behind in memory, V8 and Chromium keep until the system runs short. A person's other programs want it sooner.

interface Quiet {
  /** Nothing may have happened for so long. */
  quietMs: number
  /** Bytes this process holds. */
  held(): number | Promise<number>
  /** Less growth than this since the last release is not worth a pause of some milliseconds. */
  worthBytes: number
  release(): void | Promise<void>
}

/** Call what is returned whenever something happens: once it has been quiet, what the process has no more use for is given back. */
export function releaseWhenQuiet({ quietMs, held, worthBytes, release }: Quiet): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let left = 0
  const giveBack = async () => {
    if ((await held()) - left < worthBytes) return
    await release()
    left = await held()
  }
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => void giveBack(), quietMs)
  }
}
