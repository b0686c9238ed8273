const FIELDS = 'input:not([type="hidden"], [type="checkbox"], [type="radio"]), textarea, [contenteditable="true"]'
const REACHABLE = 'input:not([type="hidden"]):not([tabindex="-1"]), textarea, button:not([tabindex="-1"]), [contenteditable="true"], [tabindex="0"]'

/**
 * Does what adds fields to a form and puts the cursor into the first of them that can be written in: whoever adds something goes on saying it.
 * `testId` names (the beginning of) the test id of one that is likelier to be wanted.
 */
export function addAndGoOn(add: () => unknown, testId?: string): void {
  const before = new Set(globalThis.document.querySelectorAll(FIELDS))
  const at = globalThis.document.activeElement
  add()
  whenDrawn(() => {
    // Whoever went elsewhere meanwhile stays there.
    const now = globalThis.document.activeElement
    if (now !== at && now !== globalThis.document.body) return
    const added = [...globalThis.document.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => !before.has(field))
    goTo((testId === undefined ? undefined : added.find((field) => field.getAttribute('data-testid')?.startsWith(testId))) ?? likeliest(added))
  })
}

/** Puts the cursor into a part of a form that was just added. */
export function goOnIn(selector: string): void {
  whenDrawn(() => {
    const part = globalThis.document.querySelector(selector)
    if (part) goTo(likeliest([...part.querySelectorAll<HTMLElement>(FIELDS)]))
  })
}

/** Takes something out of a form by a button (or the menu of one); if the button goes with it, the keyboard is on what stood before it, and not nowhere. */
export function removeAndStay(remove: () => unknown, at: Element | null = globalThis.document.activeElement): void {
  const form = at?.closest('[data-testid="inspector"], [role="dialog"], main')
  const places = form ? [...form.querySelectorAll<HTMLElement>(REACHABLE)] : []
  const before = places.slice(0, at instanceof HTMLElement ? Math.max(0, places.indexOf(at)) : 0)
  remove()
  whenDrawn(() => {
    const now = globalThis.document.activeElement
    if (at?.isConnected === true || (now !== globalThis.document.body && now?.closest('[role="menu"]') === null)) return
    before.findLast((place) => place.isConnected)?.focus()
  })
}

/** A list to choose from has been given its likeliest value; what is to be written has not. */
function likeliest(fields: readonly HTMLElement[]): HTMLElement | undefined {
  return fields.find((field) => !(field instanceof HTMLInputElement && field.readOnly)) ?? fields[0]
}

function goTo(field: HTMLElement | undefined): void {
  field?.focus()
  if (field instanceof HTMLInputElement) field.select()
}

function whenDrawn(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then))
}
