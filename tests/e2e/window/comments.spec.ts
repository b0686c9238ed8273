import type { Page } from '@playwright/test'
import { dropJourney } from './forms.ts'
import { expect, test } from './served-window.ts'

const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'thanks',
  name: 'Thank you',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'purchase' }, next: 'wait' }],
  steps: { wait: { kind: 'delay', for: 'P1D', next: 'out' }, out: { kind: 'exit', outcome: 'done' } },
  layout: {
    'entry:in': { x: 0, y: 0 }, wait: { x: 300, y: 0 }, out: { x: 600, y: 0 },
    notes: [{ id: 'why', step: 'wait', text: 'Why a day?', author: 'Ada', at: 1_790_000_000_000 }],
  },
}

const comment = async (page: Page, card: string) => {
  await page.getByTestId(`step-${card}`).click()
  const fold = page.getByTestId('fold-comments')
  if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click()
}

test('what was half written stays with its card and its comment until it is sent or given up', async ({ window }) => {
  await dropJourney(window, JOURNEY)
  await comment(window, 'wait')
  const field = window.getByTestId('comment-field')
  const reply = window.getByTestId('reply-field')
  const edit = window.getByTestId('comment-edit-field')
  await field.fill('Half a rem')
  await window.getByTestId('comment-reply').click()
  await reply.fill('Because leg')
  await window.getByTestId('comment-more').click()
  await window.getByTestId('comment-edit').click()
  await edit.fill('Why a day, not two?')

  await comment(window, 'out')
  await expect(field).toHaveValue('')
  await expect(reply).toHaveCount(0)
  await comment(window, 'wait')
  await expect(field).toHaveValue('Half a rem')
  await expect(reply).toHaveValue('Because leg')
  await expect(edit).toHaveValue('Why a day, not two?')
  await expect(reply).not.toBeFocused()

  // Given up, and sent: neither comes back.
  await edit.press('Escape')
  await reply.press('ControlOrMeta+Enter')
  await field.press('ControlOrMeta+Enter')
  await comment(window, 'out')
  await comment(window, 'wait')
  await expect(edit).toHaveCount(0)
  await expect(reply).toHaveCount(0)
  await expect(field).toHaveValue('')
  await expect(window.getByRole('article')).toContainText(['Why a day?', 'Because leg', 'Half a rem'])
})
