const REACHABLE = 'input:not([type="hidden"], :disabled, [tabindex="-1"]), textarea:not(:disabled), button:not(:disabled, [tabindex="-1"]), [contenteditable="true"], [tabindex="0"]:not([role="separator"])'
/** Where one begins in a part: at what one works with, not at the bar above it. */
const FIRST = ['input:not([type="hidden"], :disabled)', '[role="treeitem"][tabindex="0"]', '.react-flow__node[tabindex="0"]', REACHABLE]

// Where the keyboard was in each part when it was left.
const left = new WeakMap<Element, HTMLElement>()

/** Goes with the keyboard to the next (1) or the previous (-1) part of the editor: bar, left panel, canvas, results, form; where one was in it. */
export function walkParts(by: 1 | -1): void {
  const parts = [...globalThis.document.querySelectorAll<HTMLElement>('[data-part]')]
  const at = globalThis.document.activeElement
  const here = parts.findIndex((part) => part.contains(at))
  if (here >= 0 && at instanceof HTMLElement) left.set(parts[here]!, at)
  const start = here < 0 ? (by > 0 ? -1 : 0) : here
  for (let step = 1; step <= parts.length; step++) {
    const part = parts[(start + by * step + parts.length * 2) % parts.length]
    const goal = part && placeIn(part)
    if (!goal) continue
    goal.focus()
    return
  }
}

function placeIn(part: HTMLElement): HTMLElement | undefined {
  const before = left.get(part)
  if (before?.isConnected === true && part.contains(before) && isShown(before)) return before
  for (const selector of FIRST) {
    const found = [...part.querySelectorAll<HTMLElement>(selector)].find(isShown)
    if (found) return found
  }
  return undefined
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true })
}
