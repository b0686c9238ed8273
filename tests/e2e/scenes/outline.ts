import { expect, type Page } from '@playwright/test'
import { dropJourney, expectUndo } from '../window/forms.ts'
import type { Scene } from './scene.ts'

/** signup → wait (cart → hello, after a day → reminder → hello) → done; an email nothing leads to; two stages. */
const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'outline',
  name: 'Outline',
  stages: [{ id: 'first', name: 'First' }, { id: 'second', name: 'Second' }],
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  steps: {
    wait: { kind: 'waitFor', name: 'Wait for cart', stage: 'first', branches: [{ id: 'cart', event: 'add_to_cart', next: 'hello' }, { id: 'view', event: 'product_view' }], timeout: { after: 'P1D', next: 'reminder' } },
    reminder: { kind: 'message', channel: 'push', name: 'Reminder', stage: 'first', template: { title: 'Your basket waits', body: 'Come back' }, next: 'pause' },
    pause: { kind: 'delay', name: 'Pause', for: 'PT2H', stage: 'first', next: 'hello' },
    hello: { kind: 'message', channel: 'push', name: 'Hello', stage: 'second', template: { title: 'A basket for you', body: 'Look' }, next: 'done' },
    done: { kind: 'exit', outcome: 'done' },
    lonely: { kind: 'message', channel: 'email', name: 'Lonely', template: { title: 'Basket', body: 'Nobody gets this' } },
  },
  layout: { 'entry:in': { x: 0, y: 0 }, wait: { x: 300, y: 0 }, reminder: { x: 640, y: 200 }, pause: { x: 980, y: 200 }, hello: { x: 1320, y: 0 }, done: { x: 1660, y: 0 }, lonely: { x: 300, y: 420 } },
}

async function open(page: Page, journey: object = JOURNEY): Promise<void> {
  await dropJourney(page, journey)
  await expect(page.getByTestId('canvas')).toBeVisible()
  await page.getByTestId('tab-outline').click()
  await expect(page.getByTestId('outline-tree')).toBeVisible()
}

/** The lines of the tree in sight, "level name". */
async function lines(page: Page): Promise<string[]> {
  return page.getByTestId('outline-tree').locator('[role="treeitem"]').evaluateAll((items) => items.map((item) => `${item.getAttribute('aria-level')} ${item.getAttribute('data-key')}`))
}

async function expectOn(page: Page, key: string): Promise<void> {
  await expect(page.locator(':focus')).toHaveAttribute('data-key', key)
}

async function add(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/')
  await expect(page.getByTestId('quick-add-input')).toBeFocused()
  await page.keyboard.type(query)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('quick-add')).toBeHidden()
}

const builtByKeyboard: Scene = {
  name: 'a journey is built from nothing in the outline with the keyboard alone, and said aloud',
  play: async ({ page, document }) => {
    await page.keyboard.press('Control+Alt+N')
    await expect(page.getByTestId('canvas')).toBeVisible()
    await page.keyboard.press('Control+Shift+O')
    await expect(page.getByTestId('outline-first-entry')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.locator(':focus')).toHaveAttribute('data-key', /^entry:/)

    await add(page, 'delay')
    await expectOn(page, 'delay')
    await expect(page.getByTestId('announcer')).toHaveText(/Added .+ after the entry/)
    await add(page, 'push')
    await expect(page.locator(':focus')).toHaveAttribute('data-key', /^message/)
    await page.keyboard.press('F2')
    await page.keyboard.type('Welcome push')
    await page.keyboard.press('Enter')
    await expect(page.locator(':focus')).toContainText('Welcome push')

    // Into the form, a title, and back to where one was.
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('step-name')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.locator(':focus')).toHaveAttribute('data-key', /^message/)

    // Before the delay instead of after it, and back again.
    await page.keyboard.press('Alt+ArrowUp')
    await expectUndo(page, 'Move Welcome push before Wait 1 h')
    await page.keyboard.press('Control+z')
    await expect(page.getByTestId('announcer')).toHaveText(/Undone: Move Welcome push/)

    const built = await document()
    const [entry] = built.entries
    const delay = built.steps[entry?.next ?? '']
    expect(delay?.kind).toBe('delay')
    const push = built.steps[delay?.kind === 'delay' ? (delay.next ?? '') : '']
    expect(push).toMatchObject({ kind: 'message', channel: 'push', name: 'Welcome push' })
    expect(built.steps[push?.kind === 'message' ? (push.next ?? '') : '']).toMatchObject({ kind: 'exit' })
  },
}

const readAsTree: Scene = {
  name: 'the outline tells the ways, the stages, what comes together again, and what nothing leads to; it folds and is walked by arrows and by typing',
  play: async ({ page }) => {
    await open(page)
    expect(await lines(page)).toEqual([
      '1 entry:in', '2 stage:first:wait', '2 wait', '3 wait:cart', '3 wait:view', '3 wait:timeout', '4 reminder', '4 pause', '4 mention:pause:next', '2 stage:second:hello', '2 hello', '2 done', '1 apart', '2 lonely',
    ])
    await page.getByTestId('tab-steps').click()
    await page.keyboard.press('Control+Shift+O')
    await expectOn(page, 'entry:in')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expectOn(page, 'wait')
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByTestId('outline-wait')).toHaveAttribute('aria-expanded', 'false')
    await expect(page.getByTestId('outline-reminder')).toBeHidden()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    await expectOn(page, 'lonely')
    await page.keyboard.type('rem')
    await expectOn(page, 'reminder')
    await page.keyboard.press('ArrowLeft')
    await expectOn(page, 'wait:timeout')
    // Selected on the canvas too, so every key of the journey works from here.
    await page.keyboard.press('h')
    await expect(page.getByTestId('step-hello')).toHaveAttribute('data-selected', 'true')
  },
}

const editedByKeyboard: Scene = {
  name: 'ways and stages are reordered, steps led elsewhere, added on a way and deleted from the outline with the keyboard',
  play: async ({ page, document }) => {
    await open(page)
    await page.getByTestId('outline-wait').click()
    await page.keyboard.press('ArrowDown')
    await expectOn(page, 'wait:cart')
    await page.keyboard.press('Alt+ArrowDown')
    await expectUndo(page, 'Move add_to_cart down')
    await expectOn(page, 'wait:cart')

    // An open way gets a step of its own.
    await page.keyboard.press('ArrowUp')
    await expectOn(page, 'wait:view')
    await add(page, 'email')
    await expect(page.locator(':focus')).toHaveAttribute('data-key', /^message/)

    await page.keyboard.press('c')
    await page.keyboard.type('lonely')
    await page.keyboard.press('Enter')
    await expect(page.locator(':focus')).toHaveAttribute('data-key', /^message/)
    await expect(page.getByTestId('outline-apart')).toBeHidden()

    await page.keyboard.press('Shift+F10')
    await expect(page.getByTestId('outline-menu')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator(':focus')).toHaveAttribute('data-key', /^message/)

    await page.getByTestId('outline-stage:first:wait').click()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByTestId('outline-pause').click()
    await page.keyboard.press('Delete')
    // The focus goes on to the line in its place.
    await expect(page.locator(':focus')).toHaveAttribute('role', 'treeitem')

    const { steps, stages } = await document()
    expect(stages?.map(({ id }) => id)).toEqual(['second', 'first'])
    expect(Object.keys(steps)).not.toContain('pause')
    expect(steps['wait']).toMatchObject({ branches: [{ id: 'view', next: expect.stringMatching(/^message/) }, { id: 'cart', next: 'hello' }] })
    const mail = steps['wait']?.kind === 'waitFor' ? steps['wait'].branches[0]?.next : undefined
    expect(steps[mail ?? '']).toMatchObject({ kind: 'message', channel: 'email', next: 'lonely' })
    expect(steps['reminder']).toMatchObject({ next: 'hello' })
  },
}

const byMouse: Scene = {
  name: 'the outline is used with the mouse: a line shows its card, a second click selects more, the right button offers everything',
  play: async ({ page, document }) => {
    await open(page)
    await page.getByTestId('outline-reminder').click()
    await expect(page.getByTestId('step-reminder')).toHaveAttribute('data-selected', 'true')
    await page.getByTestId('outline-hello').click({ modifiers: ['Control'] })
    await expect(page.getByTestId('several')).toBeVisible()
    await page.getByTestId('outline-pause').click({ button: 'right' })
    await page.getByTestId('outline-menu').getByText('Rename').click()
    await page.getByTestId('outline-rename').fill('Two hours')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('outline-pause')).toContainText('Two hours')
    await page.getByTestId('outline-wait').locator('[data-fold]').click()
    await expect(page.getByTestId('outline-pause')).toBeHidden()
    await page.getByTestId('outline-add').click()
    await page.getByTestId('outline-add-stage').click()
    await page.getByTestId('outline-rename').fill('Third')
    await page.keyboard.press('Enter')
    const { steps, stages } = await document()
    expect(steps['pause']?.name).toBe('Two hours')
    expect(stages?.map(({ name }) => name)).toEqual(['First', 'Second', 'Third'])
  },
}

const foundByKeyboard: Scene = {
  name: 'words are found by keyboard, marked on canvas and in the outline, gone through, and replaced as one step',
  play: async ({ page, document }) => {
    await open(page)
    await page.getByTestId('outline-wait').focus()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('basket')
    await expect(page.getByTestId('find-count')).toHaveText('3 found')
    await expect(page.getByTestId('found-reminder')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('find-count')).toHaveText('1 of 3')
    await expect(page.getByTestId('find-hit')).toContainText('Title: Your basket waits')
    await expect(page.getByTestId('outline-reminder')).toHaveAttribute('data-found', 'current')
    await page.keyboard.press('Enter')
    await page.keyboard.press('F3')
    await expect(page.getByTestId('find-count')).toHaveText('3 of 3')
    await page.keyboard.press('Shift+Enter')
    await expect(page.getByTestId('found-hello')).toHaveAttribute('data-current', 'true')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('find-bar')).toBeHidden()
    await expectOn(page, 'wait')

    await page.keyboard.press('Control+f')
    await page.getByTestId('find-replace-toggle').press('Enter')
    await page.getByTestId('find-replacement').fill('cart')
    await page.keyboard.press('Enter')
    await expectUndo(page, 'Replace “basket” in 3 steps')
    await expect(page.getByTestId('find-count')).toHaveText('Not found')
    const { steps } = await document()
    expect(steps['reminder']).toMatchObject({ template: { title: 'Your cart waits' } })
    expect(steps['lonely']).toMatchObject({ template: { title: 'cart' } })
  },
}

const foundByMouse: Scene = {
  name: 'chips say where it is looked, and buttons go on',
  play: async ({ page }) => {
    await open(page)
    await page.getByTestId('open-find').click()
    await page.getByTestId('find-query').fill('cart')
    await expect(page.getByTestId('find-count')).toHaveText('1 found')
    await page.getByTestId('find-texts').click()
    await expect(page.getByTestId('find-count')).toHaveText('Not found')
    await page.getByRole('button', { name: 'Look everywhere' }).click()
    await page.getByTestId('find-next').click()
    await expect(page.getByTestId('step-wait')).toHaveAttribute('data-selected', 'true')
    // Found where it stands: an event only in its chip.
    await page.getByTestId('find-query').fill('add_to')
    await page.getByTestId('find-events').click()
    await expect(page.getByTestId('find-count')).toHaveText('1 found')
    await page.getByTestId('find-close').click()
    await expect(page.getByTestId('found-wait')).toBeHidden()
  },
}

const severalMessages: Scene = {
  name: 'several messages are changed at once: mixed values are told, one edit is one undo step',
  play: async ({ page, document }) => {
    await open(page)
    await page.getByTestId('outline-reminder').click()
    for (const id of ['hello', 'lonely']) await page.getByTestId(`outline-${id}`).click({ modifiers: ['Control'] })
    await expect(page.getByTestId('several')).toContainText('3 messages')
    await expect(page.getByTestId('several-channel')).toHaveAttribute('placeholder', 'Mixed')
    await page.getByTestId('several-channel').click()
    await page.getByRole('option', { name: 'WhatsApp' }).click()
    await expectUndo(page, 'Change channel of 3 messages')
    await expect(page.getByTestId('several-title')).toHaveAttribute('placeholder', 'Mixed')
    await page.getByTestId('several-title').fill('Same for all')
    await page.getByTestId('several-title').press('Tab')
    await page.getByTestId('several-stage').click()
    await page.getByRole('option', { name: 'Second' }).click()
    await page.getByTestId('several-exempt-caps').check()
    const { steps } = await document()
    for (const id of ['reminder', 'hello', 'lonely']) expect(steps[id]).toMatchObject({ channel: 'whatsapp', stage: 'second', exempt: ['caps'], template: { title: 'Same for all' } })
    expect(steps['hello']).toMatchObject({ template: { body: 'Look' } })
  },
}

const severalByKeyboard: Scene = {
  name: 'several steps are chosen in the outline and given a span by keyboard; what is no time is refused for all',
  play: async ({ page, document }) => {
    await open(page, { ...JOURNEY, steps: { ...JOURNEY.steps, hello: { kind: 'delay', name: 'Longer', for: 'P2D', next: 'done' } } })
    await page.getByTestId('outline-pause').click()
    // Along the lines between them without losing what was chosen: only cards are.
    for (let line = 0; line < 2; line++) await page.keyboard.press('Shift+ArrowDown')
    await expectOn(page, 'hello')
    await expect(page.getByTestId('several')).toContainText('2 delays')
    const span = page.getByTestId('several-span')
    await span.fill('soon')
    await expect(page.getByTestId('several')).toContainText('This is not a time')
    await span.fill('90 min')
    await span.press('Tab')
    await expectUndo(page, 'Change span of 2 delays')
    const { steps } = await document()
    expect([steps['pause'], steps['hello']]).toMatchObject([{ for: 'PT90M' }, { for: 'PT90M' }])
  },
}

const FAULTY = {
  ...JOURNEY,
  id: 'faulty',
  segments: { loyal: { name: 'Loyal', when: { did: 'purchase', within: 'P1Y' } } },
  goals: [{ id: 'bought', event: 'purchase', window: 'P1D' }],
  steps: {
    ...JOURNEY.steps,
    wait: { kind: 'waitFor', name: 'Wait for cart', branches: [{ id: 'cart', event: 'add_to_cart', next: 'again' }, { id: 'rich', segment: 'loyall', next: 'hello' }] },
    again: { kind: 'waitFor', name: 'Again', branches: [{ id: 'rich', segment: 'loiyal', next: 'hello' }] },
  },
}

const problemsByMouse: Scene = {
  name: 'problems are grouped and filtered, open the form at their field, and all safe ones are fixed in one step',
  play: async ({ page, document }) => {
    await open(page, FAULTY)
    await page.getByTestId('tab-problems').click()
    const errors = page.getByTestId('problems-error')
    await errors.click()
    await expect(page.getByTestId('problem')).toHaveCount(2)
    await errors.click()
    await page.locator('[data-testid="problem"][data-code="J021"]').first().click()
    await expect(page.getByTestId('step-wait')).toHaveAttribute('data-selected', 'true')
    await page.getByTestId('fix-all').click()
    await expect(page.getByTestId('fix-all-safe')).toContainText('Fix the 2 that are safe to fix')
    await page.getByTestId('fix-all-safe').click()
    await expectUndo(page, 'Fix 2 problems')
    await expect(errors).toBeHidden()
    await page.getByTestId('fix-all').click()
    await page.getByTestId('fix-all-J021').click()
    const { steps } = await document()
    expect(steps['again']).toMatchObject({ branches: [{ segment: 'loyal' }], timeout: { after: 'P7D' } })
  },
}

const problemsByKeyboard: Scene = {
  name: 'problems are reached, walked and opened by keyboard, and Esc comes back to them',
  play: async ({ page }) => {
    await open(page, FAULTY)
    await page.keyboard.press('F8')
    await expect(page.locator(':focus')).toHaveAttribute('data-testid', 'problem')
    await page.keyboard.press('ArrowDown')
    await expect(page.locator(':focus')).toHaveAttribute('data-code', 'J011')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('inspector').locator(':focus')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator(':focus')).toHaveAttribute('data-code', 'J011')
  },
}

const commandsInStep: Scene = {
  name: 'the palette has what was used last first, and the sheet is searched',
  play: async ({ page }) => {
    await open(page)
    await page.keyboard.press('Control+k')
    await expect(page.locator('input.mantine-Spotlight-search')).toBeFocused()
    await page.keyboard.type('problems')
    await page.getByText('Go to the problems').waitFor()
    await page.keyboard.press('Enter')
    await expect(page.locator(':focus')).toHaveAttribute('data-testid', /problem/)
    await page.keyboard.press('Control+k')
    await expect(page.locator('.mantine-Spotlight-action').first()).toContainText('Go to the problems')
    await page.keyboard.press('Escape')
    await expect(page.locator('.mantine-Spotlight-content')).toBeHidden()
    await page.keyboard.press('?')
    await page.getByTestId('shortcuts-search').fill('rename')
    await expect(page.getByTestId('shortcuts')).toContainText('Rename in place')
    await expect(page.getByTestId('shortcuts')).not.toContainText('Zoom in')
  },
}

export const OUTLINE_SCENES: readonly Scene[] = [builtByKeyboard, readAsTree, editedByKeyboard, byMouse]
export const FIND_SCENES: readonly Scene[] = [foundByKeyboard, foundByMouse]
export const SEVERAL_SCENES: readonly Scene[] = [severalMessages, severalByKeyboard]
export const PROBLEM_SCENES: readonly Scene[] = [problemsByMouse, problemsByKeyboard]
export const COMMAND_SCENES: readonly Scene[] = [commandsInStep]
