/** Frames after which what is waited for does not come any more. */
const MOST_FRAMES = 120

/** Gives the keyboard to the first element of that kind, which is about to be drawn; not if the person goes elsewhere before, by a click or by Tab. */
export function focusSoon(selector: string): void {
  let left = MOST_FRAMES
  const goElsewhere = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || event.key === 'Tab') left = 0
  }
  const end = () => ['pointerdown', 'keydown'].forEach((kind) => removeEventListener(kind, goElsewhere, true))
  const look = () => {
    const target = left-- > 0 ? globalThis.document.querySelector<HTMLElement>(selector) : null
    target?.focus()
    if (target === null && left > 0) requestAnimationFrame(look)
    else end()
  }
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, goElsewhere, true)
  // What is drawn for the last time in the next frame is not what is meant.
  requestAnimationFrame(() => requestAnimationFrame(look))
}
