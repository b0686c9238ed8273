import { expect, type Locator, type Page } from '@playwright/test'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { restingMiddle } from '../window/canvas.ts'
import { dropShop } from '../window/drop-data.ts'
import { choose, dropJourney, expectUndo, openForm } from '../window/forms.ts'
import { SHOP } from '../window/shop-events.ts'
import { KeyboardPerson } from './person.ts'
import type { Scene, Stage } from './scene.ts'

/** Everybody who signs up is thanked; who of them is said in the scenes. */
const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'conditions',
  name: 'Conditions',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
  steps: { hello: { kind: 'message', channel: 'push', name: 'Hello', template: { title: 'Hi', body: 'There' } } },
}

const did = (event: string) => ({ did: event, within: 'P7D' })
const [SIGNUP, LOOK, BUY] = [did('signup'), did('product_view'), did('purchase')]
const GROUPED: Condition = { all: [LOOK, { any: [SIGNUP, BUY] }] }
/** Of all people of the shop, who fits them; who bought had looked. */
const { people: ALL, lookers: LOOKERS, buyers: BUYERS } = SHOP

const form = (page: Page) => page.getByTestId('inspector')
const partOf = (page: Page, path: string) => form(page).locator(`[data-row="${path}"]`)
const gripOf = (page: Page, path: string) => form(page).locator(`[data-grip="${path}"]`)
const menuOf = (page: Page, path: string) => partOf(page, path).getByTestId('condition-menu').first()
const eventOf = (page: Page, path: string) => partOf(page, path).getByTestId('did-event')
const doing = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true })

async function openEntry({ page, folder }: Stage, where?: Condition): Promise<void> {
  await dropShop(page, folder)
  await dropJourney(page, { ...JOURNEY, entries: JOURNEY.entries.map((entry) => ({ ...entry, ...(where === undefined ? {} : { where }) })) })
  await expect(page.getByTestId('step-hello')).toBeVisible()
}

/** How many people fit each part and each group, in the order they are read, and the whole. */
async function expectSizes(page: Page, parts: readonly number[], whole: number): Promise<void> {
  await expect(form(page).getByTestId('condition-size')).toHaveText(parts.map((members) => `${members} people fit this`))
  await expect(form(page).getByTestId('audience-line')).toContainText(`${whole} people of the chosen data fit · ${((100 * whole) / ALL).toFixed(1)} %`)
  await expect(form(page).locator('[data-old]')).toHaveCount(0)
}

async function expectWhere(stage: Stage, where: Condition): Promise<void> {
  expect((await stage.document()).entries[0]?.where).toEqual(where)
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  const start = await restingMiddle(page, from)
  const end = await restingMiddle(page, to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 4, start.y + 4)
  await page.mouse.move(end.x, (start.y + end.y) / 2, { steps: 4 })
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await page.mouse.up()
}

async function addByMouse(page: Page, adder: Locator, kind: string): Promise<void> {
  await expect(page.getByRole('menu')).toHaveCount(0)
  await adder.click()
  await page.getByTestId(`condition-${kind}`).click()
}

async function pick(page: Page, path: string, name: string): Promise<void> {
  await expect(page.getByRole('menu')).toHaveCount(0)
  await menuOf(page, path).click()
  await doing(page, name).click()
}

/** What people did is written into the field the cursor is in. */
async function typeEvent(page: Page, path: string, event: string): Promise<void> {
  await expect(eventOf(page, path)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(event)
  await page.keyboard.press('Tab')
}

/** From the card to the first field of the entry, by way of the outline. */
async function goToEntry(person: KeyboardPerson): Promise<void> {
  await person.key('ControlOrMeta+Shift+O')
  await expect(person.page.locator('[role="treeitem"]:focus')).toBeVisible()
  await person.type('signup')
  await person.key('Enter')
  await expect(person.page.getByTestId('trigger-kind')).toBeVisible()
}

/** Conditions are put together, counted, moved, copied and turned round; days and events are proposed and chosen. */
export const CONDITION_SCENES: readonly Scene[] = [
  {
    name: 'three parts are made and one is dragged into a group with the mouse; beside each stands whom it fits',
    async play(stage) {
      const { page } = stage
      await openEntry(stage)
      await openForm(page, 'entry:in')
      const adder = form(page).getByTestId('add-condition')
      await addByMouse(page, adder, 'did')
      await typeEvent(page, '', 'product_view')
      await expect(form(page).getByTestId('audience-line')).toContainText(`${LOOKERS} people of the chosen data fit · 50.0 %`)
      await addByMouse(page, adder.last(), 'did')
      await typeEvent(page, '1', 'purchase')
      await expectSizes(page, [LOOKERS, BUYERS], BUYERS)
      await addByMouse(page, adder.last(), 'any')
      await addByMouse(page, partOf(page, '2').getByTestId('add-condition'), 'did')
      await typeEvent(page, '2.0', 'signup')
      await expectSizes(page, [LOOKERS, BUYERS, ALL, ALL], BUYERS)

      await drag(page, gripOf(page, '1'), page.getByTestId('condition-drop-2.1'))
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await expect(form(page)).toContainText('In words: ')
      await expectUndo(page, 'Change condition of entry')
      await expectWhere(stage, { all: [LOOK, { any: [SIGNUP, BUY] }] })
      await page.getByTestId('undo').click()
      await expectSizes(page, [LOOKERS, BUYERS, ALL, ALL], BUYERS)
      await expectWhere(stage, { all: [LOOK, BUY, { any: [SIGNUP] }] })
    },
  },
  {
    name: 'a part is duplicated, copied, pasted and turned round with the mouse, each a step of undo however fast',
    async play(stage) {
      const { page } = stage
      await openEntry(stage, GROUPED)
      await openForm(page, 'entry:in')
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await pick(page, '0', 'Duplicate')
      await pick(page, '0', 'Say the opposite')
      await expect(partOf(page, '0').getByText('not', { exact: true })).toBeVisible()
      await expectSizes(page, [ALL - LOOKERS, LOOKERS, ALL, ALL, BUYERS], 0)
      await expectWhere(stage, { all: [{ not: LOOK }, LOOK, { any: [SIGNUP, BUY] }] })
      await page.getByTestId('undo').click()
      await expectSizes(page, [LOOKERS, LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await page.getByTestId('undo').click()
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)

      await pick(page, '1.1', 'Copy')
      await pick(page, '0', 'Paste after it')
      await pick(page, '2', 'Say the opposite')
      await expectSizes(page, [LOOKERS, BUYERS, 0, ALL, BUYERS], 0)
      await expectWhere(stage, { all: [LOOK, BUY, { not: { any: [SIGNUP, BUY] } }] })
      await page.getByTestId('undo').click()
      await page.getByTestId('undo').click()
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await expectWhere(stage, GROUPED)
    },
  },
  {
    name: 'what a past event has to be like is counted in events, and anew with each edit',
    async play(stage) {
      const { page } = stage
      await openEntry(stage, { all: [LOOK, BUY] })
      await openForm(page, 'entry:in')
      await expectSizes(page, [LOOKERS, BUYERS], BUYERS)
      await addByMouse(page, partOf(page, '1').getByRole('button', { name: 'where …' }), 'property')
      const value = partOf(page, '1').getByLabel('Value', { exact: true })
      await value.fill('19.9')
      await expect(partOf(page, '1').getByTestId('event-size')).toHaveText(`${BUYERS} events${BUYERS} of ${BUYERS} events of the chosen data fit · 100.0 %`)
      await expectSizes(page, [LOOKERS, BUYERS], BUYERS)
      await value.fill('20')
      await expect(partOf(page, '1').getByTestId('event-size')).toHaveText(`0 events0 of ${BUYERS} events of the chosen data fit · 0.0 %`)
      await expectSizes(page, [LOOKERS, 0], 0)
      await expectWhere(stage, { all: [LOOK, { ...BUY, where: { property: 'price', op: 'eq', value: 20 } }] })
    },
  },
  {
    name: 'a part is added and moved into a group and out of it by the arrow keys, with the keyboard alone',
    async play(stage) {
      const { page } = stage
      const person = new KeyboardPerson(page)
      await openEntry(stage, { all: [LOOK, { any: [SIGNUP] }] })
      await goToEntry(person)
      await person.pick(form(page).getByTestId('add-condition').last(), page.getByTestId('condition-did'))
      await typeEvent(page, '2', 'purchase')
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], BUYERS)
      await person.click(gripOf(page, '2'))
      await person.key('ArrowUp')
      await expect(gripOf(page, '1.1')).toBeFocused()
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      for (const path of ['1.0', '1', '0']) {
        await person.key('ArrowUp')
        await expect(gripOf(page, path)).toBeFocused()
      }
      await expectSizes(page, [BUYERS, LOOKERS, ALL, ALL], BUYERS)
      await expectWhere(stage, { all: [BUY, LOOK, { any: [SIGNUP] }] })
      // Every press was a step of its own: three back, and the part is where it first came into the group.
      for (let step = 0; step < 3; step++) await person.key('ControlOrMeta+Z')
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await expectWhere(stage, GROUPED)
    },
  },
  {
    name: 'a part is duplicated, copied, pasted, turned round and removed with the keyboard alone',
    async play(stage) {
      const { page } = stage
      const person = new KeyboardPerson(page)
      await openEntry(stage, GROUPED)
      await goToEntry(person)
      await person.pick(menuOf(page, '0'), doing(page, 'Duplicate'))
      await expect(menuOf(page, '0')).toBeFocused()
      await person.pick(menuOf(page, '0'), doing(page, 'Say the opposite'))
      await expect(menuOf(page, '0')).toBeFocused()
      await expectSizes(page, [ALL - LOOKERS, LOOKERS, ALL, ALL, BUYERS], 0)
      await person.key('ControlOrMeta+Z')
      await expectSizes(page, [LOOKERS, LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await person.key('ControlOrMeta+Z')
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await person.pick(menuOf(page, '1.1'), doing(page, 'Copy'))
      await person.pick(menuOf(page, '0'), doing(page, 'Paste after it'))
      await expectSizes(page, [LOOKERS, BUYERS, ALL, ALL, BUYERS], BUYERS)
      await person.pick(menuOf(page, '2.0'), doing(page, 'Remove'))
      await expectSizes(page, [LOOKERS, BUYERS, BUYERS, BUYERS], BUYERS)
      await expectWhere(stage, { all: [LOOK, BUY, { any: [BUY] }] })
      for (let step = 0; step < 2; step++) await person.key('ControlOrMeta+Z')
      await expectSizes(page, [LOOKERS, ALL, ALL, BUYERS], LOOKERS)
      await expectWhere(stage, GROUPED)
    },
  },
  {
    name: 'a day is chosen in the calendar, and one is typed; the first that is proposed is the first of the data',
    async play(stage) {
      const { page } = stage
      await openEntry(stage)
      await openForm(page, 'entry:in')
      await choose(page, 'trigger-kind', 'A time comes')
      await form(page).getByText('Once', { exact: true }).click()
      const day = page.getByTestId('schedule-at')
      await expect(day).toHaveValue('1 Nov 2026')
      const at = async () => (await stage.document()).entries[0]?.trigger
      // The calendar is the browser's own, and in it the arrow keys go by days. Nothing in the page tells whether it is there, and another window that takes the focus closes it.
      await expect(async () => {
        await page.bringToFront()
        await form(page).getByRole('button', { name: /^Choose a day/ }).click()
        await page.waitForTimeout(1_000)
        for (const key of ['ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
        await expect(day).toHaveValue('9 Nov 2026', { timeout: 5_000 })
      }).toPass({ timeout: 60_000 })
      expect(await at()).toEqual({ kind: 'schedule', at: '2026-11-09T09:00' })
      await day.fill('1 Dec 2026')
      await day.press('Tab')
      expect(await at()).toEqual({ kind: 'schedule', at: '2026-12-01T09:00' })
      await day.press('ArrowUp')
      await expect(day).toHaveValue('2 Dec 2026')
      await day.fill('31 Feb 2027')
      await expect(form(page)).toContainText('This is not a day; write it like 1 Dec 2026.')
      expect(await at()).toEqual({ kind: 'schedule', at: '2026-12-02T09:00' })
    },
  },
  {
    name: 'an empty canvas offers the events of the data with their people, and a wait what they do next',
    async play(stage) {
      const { page } = stage
      await page.getByTestId('start-new').click()
      await expect(page.getByTestId('start-event')).toBeVisible()
      await dropShop(page, stage.folder)
      const offers = page.getByTestId('empty-canvas').locator('[data-testid^="start-with-"]:not([data-testid="start-with-other"])')
      await expect(offers).toHaveText([/^signup.*40 people/, /^product_view.*20 people/, /^purchase.*4 people/])
      await page.getByTestId('start-with-product_view').click()
      await expect(page.getByTestId('trigger-event')).toHaveValue('product_view')
      await expect(form(page)).toContainText(`In the chosen data: ${LOOKERS} people, ${LOOKERS} times.`)
      await expect(page.getByTestId('next-waitFor')).toHaveText('Wait for purchase')
      await page.getByTestId('next-waitFor').click()
      await expect(page.getByTestId('wait-event-0')).toHaveValue('purchase')
      await page.getByTestId('add-branch').click()
      await expect(page.getByTestId('wait-event-1')).toHaveValue('signup')
      const { entries, steps } = await stage.document()
      expect(entries).toMatchObject([{ trigger: { kind: 'event', event: 'product_view' } }])
      expect(Object.values(steps)).toContainEqual(expect.objectContaining({ kind: 'waitFor', branches: [expect.objectContaining({ event: 'purchase' }), expect.objectContaining({ event: 'signup' })] }))
    },
  },
  {
    name: 'a journey is begun from an event of the data with the keyboard alone',
    async play(stage) {
      const { page } = stage
      const person = new KeyboardPerson(page)
      await dropShop(page, stage.folder)
      await person.click(page.getByTestId('rail-start'))
      await person.click(page.getByTestId('start-new'))
      await person.click(page.getByTestId('start-with-signup'))
      await expect(page.getByTestId('trigger-event')).toHaveValue('signup')
      await person.click(page.getByTestId('next-waitFor'))
      await expect(page.getByTestId('wait-event-0')).toHaveValue('product_view')
      expect((await stage.document()).entries).toMatchObject([{ trigger: { kind: 'event', event: 'signup' } }])
    },
  },
]
