import { expect } from '@playwright/test'
import { dropFromPalette } from '../window/canvas.ts'
import { expectUndo } from '../window/forms.ts'
import type { Scene } from './scene.ts'
import { JOURNEY, open, lines, BEFORE, middleOf, cardAt, middleOfLine, drag, select, tabTo, typeStep, places } from './gesture-hands.ts'

export const GESTURES_SCENES: readonly Scene[] = [
  {
    name: 'a journey is built by typing alone: / and a name, again and again',
    async play({ page, document }) {
      await page.getByTestId('start-new').press('Enter')
      await expect(page.getByTestId('empty-canvas')).toBeVisible()
      await typeStep(page, 'wait')
      await expect(page.locator('.react-flow__node:focus [data-testid="step-waitFor"]')).toBeVisible()
      await typeStep(page, 'push')
      await expect(page.locator('.react-flow__node:focus [data-testid="step-message"]')).toBeVisible()
      await typeStep(page, 'end')
      await page.keyboard.press('Alt+ArrowLeft')
      await page.keyboard.press('Alt+ArrowLeft')
      await typeStep(page, 'e-mail')
      await expect(page.getByTestId('undo')).toHaveAttribute('aria-label', /^Undo Add/)
      const made = await document()
      expect(lines(made)).toEqual(['waitFor:happened>message', 'waitFor:timeout>message-2', 'message:next>exit'])
      expect([made.steps['message'], made.steps['message-2']]).toMatchObject([{ channel: 'push' }, { channel: 'email' }])
      const [first, second] = places(made, 'message', 'message-2')
      expect(second!.x).toBe(first!.x)
      expect(second!.y).toBeGreaterThan(first!.y + 100)
    },
  },
  {
    name: 'a step is added with the mouse: by a double click, by the plus of a connection, and by a line dropped on the canvas',
    async play({ page, document }) {
      await open(page)
      const line = await middleOfLine(page, 'push:next')
      await page.mouse.move(line.x, line.y)
      await page.getByTestId('edge-plus').click()
      await expect(page.getByTestId('quick-add-title')).toHaveText('Between Hello and The end')
      await page.getByTestId('quick-add-input').fill('a/b')
      await page.getByTestId('quick-add-split').click()
      await expect(page.getByTestId('undo')).toHaveAttribute('aria-label', /^Undo Insert/)
      await expect(page.getByTestId('step-split')).toBeVisible()

      const canvas = await page.getByTestId('canvas').boundingBox()
      const { y } = await cardAt(page, 'pause')
      await page.mouse.dblclick(canvas!.x + canvas!.width / 2, y + 120)
      await expect(page.getByTestId('quick-add-title')).toHaveText('Here, not connected yet')
      await page.keyboard.type('api')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('step-webhook')).toBeVisible()

      const port = await middleOf(page.getByTestId('port-pause-next'))
      await drag(page, port, { x: port.x + 60, y: port.y + 110 })
      await page.mouse.up()
      await expect(page.getByTestId('quick-add-title')).toHaveText('After Pause')
      await page.getByTestId('quick-add-branch').click()
      const made = await document()
      expect(lines(made)).toEqual([...BEFORE.slice(0, 3), 'push:next>split', 'mail:next>done', 'pause:next>branch', 'split:a>done'])
    },
  },
  {
    name: 'the list of steps says what it would do, and Escape leaves everything as it was',
    async play({ page, document }) {
      await open(page)
      await select(page, 'push')
      await page.keyboard.press('/')
      await expect(page.getByTestId('quick-add-title')).toHaveText('Between Hello and The end')
      await page.keyboard.type('zzz')
      await expect(page.getByTestId('quick-add')).toContainText('No step is called that.')
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('quick-add')).toHaveCount(0)
      await expect(page.locator('.react-flow__node[data-id="push"]')).toBeFocused()
      expect(lines(await document())).toEqual(BEFORE)
    },
  },
  {
    name: 'a card dropped on a connection goes into it, and one undo takes it out again',
    async play({ page, document }) {
      await open(page)
      await drag(page, await cardAt(page, 'pause'), await middleOfLine(page, 'mail:next'))
      await expect(page.getByTestId('drag-hint')).toHaveText('Insert between Reminder and The end')
      await page.mouse.up()
      expect(lines(await document())).toEqual([...BEFORE.slice(0, 4), 'mail:next>pause', 'pause:next>done'])
      await expectUndo(page, 'Move Pause between Reminder and The end')
      await page.keyboard.press('ControlOrMeta+Z')
      const back = await document()
      expect(lines(back)).toEqual(BEFORE)
      expect(places(back, 'pause')).toEqual([{ x: 0, y: 260 }])
    },
  },
  {
    name: 'a step is dragged out of its line with Alt, and deleting one closes the line',
    async play({ page, document }) {
      await open(page)
      const from = await cardAt(page, 'push')
      await page.keyboard.down('Alt')
      await drag(page, from, { x: from.x, y: from.y - 130 })
      await expect(page.getByTestId('drag-hint')).toHaveText('Take out of the line')
      await page.mouse.up()
      await page.keyboard.up('Alt')
      await expectUndo(page, 'Take out Hello')
      expect(lines(await document())).toEqual(['entry:in>wait', 'wait:cart>done', 'wait:timeout>mail', 'mail:next>done'])
      await select(page, 'wait')
      await page.keyboard.press('Delete')
      await expect(page.getByText('People left “Wait for cart” by several ways. All of them now go on to “The end”.')).toBeVisible()
      await expectUndo(page, 'Delete Wait for cart')
      expect(lines(await document())).toEqual(['entry:in>done', 'mail:next>done'])
    },
  },
  {
    name: 'steps are pulled out, connected and walked with the keyboard alone',
    async play({ page, document }) {
      await open(page)
      await tabTo(page, 'entry:in')
      await page.keyboard.press('Alt+ArrowRight')
      await page.keyboard.press('Alt+ArrowRight')
      await expect(page.locator('.react-flow__node[data-id="push"]')).toBeFocused()
      await page.keyboard.press('Alt+ArrowDown')
      await expect(page.locator('.react-flow__node[data-id="mail"]')).toBeFocused()
      await page.keyboard.press('x')
      await expectUndo(page, 'Take out Reminder')
      await page.keyboard.press('c')
      await expect(page.getByTestId('connect-title')).toHaveText('Connect Reminder to …')
      await page.keyboard.type('pau')
      await expect(page.locator('.react-flow__node[data-id="pause"]')).toHaveAttribute('data-ring', 'Lead here')
      await page.keyboard.press('Enter')
      await expectUndo(page, 'Connect Reminder to Pause')
      await expect(page.locator('.react-flow__node[data-id="mail"]')).toBeFocused()
      // Several ways out: which one is asked first.
      await page.keyboard.press('Alt+ArrowUp')
      await page.keyboard.press('Alt+ArrowLeft')
      await page.keyboard.press('c')
      await page.keyboard.type('after')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('connect-title')).toHaveText('Connect Wait for cart, “After 1 day”, to …')
      await page.keyboard.type('remin')
      await page.keyboard.press('Enter')
      expect(lines(await document())).toEqual(['entry:in>wait', 'wait:cart>push', 'wait:timeout>mail', 'push:next>done', 'mail:next>pause'])
    },
  },
  {
    name: 'a step is replaced by dropping another on it, or with R, and keeps its connections',
    async play({ page, document }) {
      await open(page)
      const canvas = await page.getByTestId('canvas').boundingBox()
      const push = await cardAt(page, 'push')
      await page.getByTestId('palette-delay').dragTo(page.getByTestId('canvas'), { targetPosition: { x: push.x - canvas!.x, y: push.y - canvas!.y } })
      await expect(page.getByTestId('undo')).toHaveAttribute('aria-label', /^Undo Replace Hello with/)
      expect((await document()).steps['push']).toEqual({ kind: 'delay', for: 'PT1H', next: 'done' })
      await tabTo(page, 'mail')
      await page.keyboard.press('r')
      await expect(page.getByTestId('quick-add-title')).toHaveText('Instead of Reminder')
      await page.keyboard.type('sms')
      await page.keyboard.press('Enter')
      expect((await document()).steps['mail']).toEqual({ kind: 'message', channel: 'sms', name: 'Reminder', next: 'done' })
      await page.keyboard.press('Alt+ArrowLeft')
      await expect(page.locator('.react-flow__node[data-id="wait"]')).toBeFocused()
      await page.keyboard.press('r')
      await page.keyboard.type('update')
      await page.keyboard.press('Enter')
      await expect(page.getByText('“After 1 day” has no place in the new step: it led to Reminder.')).toBeVisible()
      expect(lines(await document())).toEqual(['entry:in>wait', 'wait:next>push', 'push:next>done', 'mail:next>done'])
    },
  },
  {
    name: 'cards snap into line while they are dragged, and go freely with the leading key',
    async play({ page, document }) {
      await open(page)
      const from = await cardAt(page, 'pause')
      const zoom = (await page.getByTestId('step-pause').boundingBox())!.width / 240
      await drag(page, from, { x: from.x + 303 * zoom, y: from.y + 7 * zoom })
      await expect(page.getByTestId('guide-x').first()).toBeVisible()
      await page.mouse.up()
      expect(places(await document(), 'pause')[0]!.x).toBe(300)
      await expect(page.getByTestId('guide-x')).toHaveCount(0)
      const again = await cardAt(page, 'pause')
      await page.mouse.move(again.x, again.y)
      await page.mouse.down()
      await page.mouse.move(again.x + 4, again.y + 4)
      await page.keyboard.down('ControlOrMeta')
      await page.mouse.move(again.x + 4 + 3 * zoom, again.y + 40, { steps: 4 })
      await page.mouse.up()
      await page.keyboard.up('ControlOrMeta')
      const [freely] = places(await document(), 'pause')
      expect(freely!.x).toBeGreaterThan(301)
      expect(freely!.x).toBeLessThan(306)
    },
  },
  {
    name: 'cards drawn around with the mouse are aligned and spaced from the bar above them',
    async play({ page, document }) {
      await open(page)
      const push = (await page.getByTestId('step-push').boundingBox())!
      const mail = (await page.getByTestId('step-mail').boundingBox())!
      await drag(page, { x: push.x - 14, y: push.y - 14 }, { x: mail.x + mail.width + 10, y: mail.y + mail.height + 10 })
      await page.mouse.up()
      await expect(page.getByTestId('selection-toolbar')).toContainText('2 selected')
      await page.getByTestId('toolbar-alignTop').click()
      await expectUndo(page, 'Align 2 steps top')
      expect(places(await document(), 'push', 'mail').map(({ y }) => y)).toEqual([0, 0])
      await page.keyboard.press('ControlOrMeta+Z')
      // Shift adds to what is selected, with a click and with a rectangle.
      await select(page, 'push', 'mail', 'pause')
      await expect(page.getByTestId('selection-toolbar')).toContainText('3 selected')
      await page.getByTestId('toolbar-alignLeft').click()
      await page.getByTestId('toolbar-distributeVertically').click()
      await expectUndo(page, 'Distribute 3 steps vertically')
      expect(places(await document(), 'push', 'mail', 'pause').map(({ x }) => x)).toEqual([0, 0, 0])
    },
  },
  {
    name: 'cards are aligned, spaced and arranged with keys',
    async play({ page, document }) {
      await open(page)
      await tabTo(page, 'wait')
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.press('Alt+Shift+V')
      await expectUndo(page, 'Distribute 6 steps vertically')
      await page.keyboard.press('Alt+S')
      await expectUndo(page, 'Align 6 steps bottom')
      await page.keyboard.press('Alt+H')
      await expectUndo(page, 'Align 6 steps centre')
      await page.keyboard.press('Alt+L')
      await expectUndo(page, 'Arrange 6 steps')
      await page.keyboard.press('Alt+V')
      await expectUndo(page, 'Align 6 steps middle')
      for (let times = 0; times < 5; times++) await page.keyboard.press('ControlOrMeta+Z')
      expect((await document()).layout).toEqual(JOURNEY.layout)
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('selection-toolbar')).toHaveCount(0)
    },
  },
  {
    name: 'a selection is arranged in its place, and no other card moves',
    async play({ page, document }) {
      await open(page)
      await select(page, 'wait', 'mail', 'push')
      await page.getByTestId('toolbar-arrangeSelection').click()
      await expectUndo(page, 'Arrange 3 steps')
      const made = await document()
      expect(places(made, 'entry:in', 'done', 'pause')).toEqual([{ x: 0, y: 0 }, { x: 1000, y: 40 }, { x: 0, y: 260 }])
      const [wait, push, mail] = places(made, 'wait', 'push', 'mail')
      expect(Math.min(wait!.x, push!.x, mail!.x)).toBe(300)
      expect(Math.min(wait!.y, push!.y, mail!.y)).toBe(0)
      expect(push!.x).toBe(mail!.x)
      expect(push!.y).toBeLessThan(mail!.y)
    },
  },
  {
    name: 'the right button opens a menu for a card, for several, for a connection and for the canvas',
    async play({ page, document }) {
      await open(page)
      const push = await cardAt(page, 'push')
      await page.mouse.click(push.x, push.y, { button: 'right' })
      const menu = page.getByTestId('context-menu')
      await expect(menu.getByTestId('context-edit.replace')).toContainText('R')
      await menu.getByTestId('context-edit.takeOut').click()
      await expectUndo(page, 'Take out Hello')
      const line = await middleOfLine(page, 'mail:next')
      await page.mouse.click(line.x, line.y, { button: 'right' })
      await menu.getByTestId('context-edit.delete').click()
      await expectUndo(page, 'Delete connection')
      await select(page, 'push', 'mail')
      await page.mouse.click(push.x, push.y, { button: 'right' })
      await menu.getByTestId('context-align').hover()
      await page.getByTestId('context-edit.alignTop').click()
      await expectUndo(page, 'Align 2 steps top')
      const canvas = (await page.getByTestId('canvas').boundingBox())!
      await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + 40, { button: 'right' })
      await menu.getByTestId('context-edit.addStep').click()
      await expect(page.getByTestId('quick-add-title')).toHaveText('Here, not connected yet')
      await page.keyboard.press('Escape')
      expect(lines(await document())).toEqual(['entry:in>wait', 'wait:cart>done', 'wait:timeout>mail'])
    },
  },
  {
    name: 'the menu key opens the menu of the focused card, and arrows choose',
    async play({ page, document }) {
      await open(page)
      await tabTo(page, 'mail')
      await page.keyboard.press('Shift+F10')
      await expect(page.getByTestId('context-edit.addStep')).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('context-menu')).toHaveCount(0)
      await expect(page.locator('.react-flow__node[data-id="mail"]')).toBeFocused()
      await page.keyboard.press('ContextMenu')
      await expect(page.getByTestId('context-edit.addStep')).toBeFocused()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expectUndo(page, 'Take out Reminder')
      expect(lines(await document())).toEqual(['entry:in>wait', 'wait:cart>push', 'wait:timeout>done', 'push:next>done'])
    },
  },
  {
    name: 'Tab follows the flow, and the canvas is panned with Space, the middle or the right button',
    async play({ page }) {
      await open(page)
      await tabTo(page, 'entry:in')
      const order = ['entry:in']
      for (let presses = 0; presses < 12 && order.length < 6; presses++) {
        await page.keyboard.press('Tab')
        const id = await page.evaluate(() => globalThis.document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id') ?? '')
        if (id !== '' && id !== order.at(-1)) order.push(id)
      }
      expect(order).toEqual(['entry:in', 'wait', 'push', 'done', 'mail', 'pause'])
      const before = await cardAt(page, 'wait')
      const canvas = (await page.getByTestId('canvas').boundingBox())!
      const empty = { x: canvas.x + canvas.width / 2, y: canvas.y + 60 }
      for (const button of ['middle', 'right'] as const) {
        await page.mouse.move(empty.x, empty.y)
        await page.mouse.down({ button })
        await page.mouse.move(empty.x + 30, empty.y + 20, { steps: 4 })
        await page.mouse.up({ button })
      }
      await expect(page.getByTestId('context-menu')).toHaveCount(0)
      await page.keyboard.down('Space')
      await drag(page, empty, { x: empty.x + 40, y: empty.y + 10 })
      await page.mouse.up()
      await page.keyboard.up('Space')
      const after = await cardAt(page, 'wait')
      expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).toEqual([100, 50])
    },
  },
  {
    name: 'a palette item dropped on a connection still goes between, and the palette finds a channel by another name',
    async play({ page, document }) {
      await open(page)
      await page.getByPlaceholder('Find a step').fill('newsletter')
      const canvas = (await page.getByTestId('canvas').boundingBox())!
      const line = await middleOfLine(page, 'push:next')
      await page.getByTestId('palette-message:email').dragTo(page.getByTestId('canvas'), { targetPosition: { x: line.x - canvas.x, y: line.y - canvas.y } })
      await expect(page.getByTestId('undo')).toHaveAttribute('aria-label', /^Undo Insert/)
      await page.getByPlaceholder('Find a step').fill('')
      await dropFromPalette(page, 'webhook', { from: 'pause', right: 240, down: 60 })
      const made = await document()
      expect(made.steps['message']).toMatchObject({ channel: 'email', next: 'done' })
      expect(lines(made)).toEqual([...BEFORE.slice(0, 3), 'push:next>message', 'mail:next>done', 'message:next>done'])
    },
  },
]
