/** Frames after which what is waited for does not come any more. */
const MOST_FRAMES = 120

/** Gives the keyboard to the first element of that kind, which is about to be drawn; not if the person points elsewhere before. */
export function focusSoon(selector: string): void {
  let left = MOST_FRAMES
  const goElsewhere = () => (left = 0)
  const look = () => {
    const target = left-- > 0 ? globalThis.document.querySelector<HTMLElement>(selector) : null
    if (target === null && left > 0) return void requestAnimationFrame(look)
    target?.focus()
    globalThis.window.removeEventListener('pointerdown', goElsewhere, true)
  }
  globalThis.window.addEventListener('pointerdown', goElsewhere, true)
  // What is drawn for the last time in the next frame is not what is meant.
  requestAnimationFrame(() => requestAnimationFrame(look))
}
