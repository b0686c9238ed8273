/** How long work goes on before the caller's other work gets its turn. */
const TURN_MS = 12

/** Goes through work that yields how far it is, letting this thread's other work in between; `told` may throw to end it. */
export async function breathing<T, R>(work: Generator<T, R>, told: (step: T) => void): Promise<R> {
  let breathed = performance.now()
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() - breathed < TURN_MS) continue
    told(step.value)
    await new Promise((resolve) => setImmediate(resolve))
    breathed = performance.now()
  }
}
