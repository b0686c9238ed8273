import { expect, type Page } from '@playwright/test'
import { dropJourney, openForm } from '../window/forms.ts'
import type { Scene } from './scene.ts'

/** Messages of every kind; the first has a hole where `firstName` is missing. */
const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'letters',
  name: 'Letters',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
  steps: {
    hello: { kind: 'message', name: 'Hello', channel: 'push', template: { title: 'Hello', body: 'Nice to see you.' }, next: 'mail' },
    mail: { kind: 'message', name: 'Mail', channel: 'email', template: { title: 'Your basket', body: '<h1>Hi {{ profile.firstName }}</h1><script>parent.hacked = 1</script><img src="https://tracker.example/x.png"><a href="https://example.com">Buy</a>' }, next: 'text' },
    text: { kind: 'message', name: 'Short text', channel: 'sms', template: { body: 'Merhaba {{ profile.firstName | default: "dostum" }}' }, next: 'test' },
    test: {
      kind: 'message',
      name: 'Two texts',
      channel: 'push',
      variants: [
        { id: 'a', weight: 1, template: { title: 'Your cart is waiting', body: 'Order today.' } },
        { id: 'b', weight: 1, template: { title: 'Your cart is almost gone', body: 'Order today.' } },
      ],
    },
  },
}

/** The journey with the sample's people beside it, whose names some lack. */
async function withPeople(page: Page): Promise<void> {
  await dropJourney(page, JOURNEY)
  await expect(page.getByTestId('step-hello')).toBeVisible()
}

const title = (page: Page) => page.getByTestId('inspector').getByTestId('message-title')

/** A completion that Enter takes; while the list is made anew for what was typed last, it takes none. */
const offered = (page: Page, name: RegExp) => page.locator('.liquid-completions:not(.cm-tooltip-autocomplete-disabled)').getByRole('option', { name })

/** Messages are written, checked, previewed and compared. */
export const MESSAGE_SCENES: readonly Scene[] = [
  {
    name: 'a name is completed, misspelt and mended with the mouse, and the preview shows it',
    async play(stage) {
      const { page } = stage
      await withPeople(page)
      await openForm(page, 'hello')
      await title(page).click()
      await page.keyboard.press('End')
      await page.keyboard.type(', {{ profle.firstName }}!')
      await expect(page.getByTestId('field-notes')).toContainText('profle.firstName is no variable here. Did you mean profile.firstName?')
      await page.getByTestId('field-fix').click()
      await expect(title(page)).toHaveText('Hello, {{ profile.firstName }}!')
      await expect(page.getByTestId('inspector').getByTestId('preview-title')).toHaveText('Hello, First name!')
      await page.getByTestId('example-profile.firstName').fill('Ada')
      await expect(page.getByTestId('inspector').getByTestId('preview-title')).toHaveText('Hello, Ada!')
      expect((await stage.document()).steps['hello']).toMatchObject({ template: { title: 'Hello, {{ profile.firstName }}!', body: 'Nice to see you.' } })
    },
  },
  {
    name: 'a text is written, completed, taken back and left with the keyboard alone',
    async play(stage) {
      const { page } = stage
      await withPeople(page)
      await openForm(page, 'text')
      const body = page.getByTestId('inspector').getByTestId('message-body')
      await body.focus()
      await page.keyboard.press('Control+A')
      await page.keyboard.type('Hi {{ jour')
      await expect(offered(page, /journey\.id/)).toBeVisible()
      await page.keyboard.press('Enter')
      await page.keyboard.type(' | upc')
      await expect(offered(page, /upcase/)).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(body).toHaveText('Hi {{ journey.id | upcase }}')
      await expect(page.getByTestId('inspector').getByTestId('preview-body')).toHaveText('Hi LETTERS')
      await expect(page.getByTestId('sms-counts')).toHaveText('1 SMS GSM-7 · 10 characters · 150 left in this part')
      for (let press = 0; press < 12 && !/Merhaba/.test((await body.textContent()) ?? ''); press++) await page.keyboard.press('Control+Z')
      await expect(body).toContainText('Merhaba')
      await page.keyboard.press('Tab')
      await expect(body).not.toBeFocused()
      expect((await stage.document()).steps['text']).toMatchObject({ template: { body: 'Merhaba {{ profile.firstName | default: "dostum" }}' } })
    },
  },
  {
    name: 'an HTML mail is shown in a frame that runs, loads and opens nothing',
    async play({ page }) {
      await withPeople(page)
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await openForm(page, 'mail')
      await page.getByTestId('open-preview').click()
      const dialog = page.getByRole('dialog')
      const frame = dialog.getByTestId('mail-frame')
      await expect(frame).toHaveAttribute('sandbox', '')
      await expect(frame.contentFrame().getByRole('heading', { name: 'Hi First name' })).toBeVisible()
      expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
      expect(asked.filter((url) => url.includes('example'))).toEqual([])
      await dialog.getByText('Phone', { exact: true }).click()
      await expect(dialog.getByTestId('device-email-phone')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    },
  },
  {
    name: 'two texts are compared and one copied over the other with the keyboard alone, as one step of undo',
    async play(stage) {
      const { page } = stage
      await withPeople(page)
      await openForm(page, 'test')
      await page.keyboard.press('Control+Shift+P')
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByTestId('column-test/a')).toContainText('50.0 %')
      await expect(dialog.getByTestId('differences').locator('ins')).toHaveText(['almost gone'])
      await expect(dialog.getByTestId('preview-test/b').getByTestId('preview-title')).toHaveText('Your cart is almost gone')
      await dialog.getByTestId('copy-from-test/b').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Copy text b to a' }).press('Enter')
      await expect(dialog.getByTestId('no-difference')).toBeVisible()
      await expect(page.getByRole('menu')).toBeHidden() // while it goes, Escape is its own
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      expect((await stage.document()).steps['test']).toMatchObject({ variants: [{ id: 'a', template: { title: 'Your cart is almost gone' } }, { id: 'b' }] })
      await page.getByTestId('undo').click()
      expect((await stage.document()).steps['test']).toMatchObject({ variants: [{ template: { title: 'Your cart is waiting' } }, { template: { title: 'Your cart is almost gone' } }] })
    },
  },
  {
    name: 'people of the data are walked through, and a template that never ends is told instead of hanging',
    async play({ page }) {
      await page.getByTestId('open-sample').click()
      await expect(page.getByTestId('run-facts')).toBeVisible()
      await openForm(page, 'push-thanks')
      const inspector = page.getByTestId('inspector')
      const id = inspector.getByTestId('preview-person-id')
      await expect(id).not.toHaveValue('')
      const first = await id.inputValue()
      await inspector.getByTestId('person-next').click()
      await expect(id).not.toHaveValue(first)
      await expect(inspector.getByTestId('person-facts')).toContainText('2 of')
      await inspector.getByTestId('message-title').fill('{{ profile.id }}')
      await expect(inspector.getByTestId('preview-title')).toHaveText(await id.inputValue())
      await inspector.getByTestId('message-title').fill('{% for i in (1..900) %}{% for j in (1..900) %}{% for k in (1..900) %}.{% endfor %}{% endfor %}{% endfor %}')
      await expect(inspector.getByTestId('preview-problem')).toContainText(/it takes too long|it loops or grows/)
      await inspector.getByTestId('message-title').fill('Still here')
      await expect(inspector.getByTestId('preview-title')).toHaveText('Still here')
    },
  },
]
