import { expect, type Page } from '@playwright/test'
import type { DesktopEngine } from '../../../engine/api/desktop.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import { startStub } from '../../platforms/all-stubs.ts'
import type { Stub } from '../../platforms/stub.ts'
import { dropJourney, expectUndo } from '../window/forms.ts'
import type { Scene, Stage } from './scene.ts'

/** What a service or a terminal would have set for a connection called "Acme": the key of the stub of Dittofeed. */
process.env['REHEARSAL_SECRET_ACME'] = 'df-admin-key-0f1e2d3c4b5a'
/** The same of a service of one's own. */
process.env['REHEARSAL_SECRET_OWN'] = 'own-service-token-7a6b5c4d'

/** signup → a day → VIP? → a push, or nothing */
export const WELCOME = {
  format: 'journey',
  formatVersion: 1,
  id: 'welcome',
  name: 'Welcome',
  segments: { vip: { name: 'VIP', when: { attribute: 'tier', op: 'eq', value: 'gold' } } },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }],
  steps: {
    pause: { kind: 'delay', for: 'P1D', name: 'Pause', note: 'Let them look around first.', next: 'vip' },
    vip: { kind: 'branch', name: 'VIP?', branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'hello' }], else: 'done' },
    hello: { kind: 'message', channel: 'push', name: 'Hello', template: { title: 'Hi', body: 'Take 10 % off' }, next: 'done' },
    done: { kind: 'exit', outcome: 'done', name: 'Done' },
  },
  layout: { 'entry:in': { x: 0, y: 0 }, pause: { x: 304, y: 0 }, vip: { x: 608, y: 0 }, hello: { x: 960, y: 0 }, done: { x: 1264, y: 160 } },
}

export async function openWelcome(page: Page): Promise<void> {
  await dropJourney(page, WELCOME)
  await expect(page.getByTestId('step-hello')).toBeVisible()
}

/** Opens the journey beside a platform on this computer, which ends with the scene. */
function withStub(play: (stage: Stage, stub: Stub) => Promise<void>): Scene['play'] {
  return async (stage) => {
    const stub = await startStub('dittofeed')
    try {
      await openWelcome(stage.page)
      await play(stage, stub)
    } finally {
      await stub.close()
    }
  }
}

/** Fills the form of a connection, by typing. */
async function connect(page: Page, stub: Stub, name = 'Acme'): Promise<void> {
  await page.getByTestId('connection-name').fill(name)
  for (const [id, value] of Object.entries(stub.settings)) await page.getByTestId(`setting-${id}`).fill(String(value))
  await page.getByTestId('connection-name').press('Enter')
  await expect(page.getByTestId('connection-form')).toHaveCount(0)
}

/** From the editor to a confirmed plan, by mouse. */
export async function publishTo(page: Page, stub: Stub): Promise<void> {
  await page.getByTestId('publish').click()
  await to(page, 'where')
  await page.getByTestId('connect-dittofeed').click()
  await connect(page, stub)
  await page.getByTestId('plan-with-connection').click()
  await page.getByTestId('confirm-name').fill('Ada')
  await page.getByTestId('confirm-plan').click()
}

/** What a colleague does in the platform's own window. */
function waitTwoDays(journey: Record<string, JsonValue>): void {
  const { nodes } = journey['definition'] as { nodes: { type: string; variant?: JsonValue }[] } // as: the stub holds what its schema takes
  for (const node of nodes) if (node.type === 'DelayNode') node.variant = { type: 'Second', seconds: 172_800 }
}

/** What an agent does through a door of its own: drafts on the journey that is there, and proposes. Runs in the page. */
async function propose(notes: string[]): Promise<void> {
  const { rehearsal } = globalThis.window as unknown as { rehearsal: DesktopEngine } // as: this is the desktop app
  const [journey] = await rehearsal['journeys.list']({})
  const { document } = await rehearsal['journeys.get']({ id: journey!.id })
  const pause = document.steps['pause']
  for (const note of notes) {
    const draft = await rehearsal['proposals.draft']({ from: 'Assistant', journeyId: journey!.id, document: { ...document, steps: { ...document.steps, pause: { ...pause, for: 'P2D' } as typeof pause & object } } }) // as: it is a delay
    await rehearsal['proposals.propose']({ jobId: `proposing ${note}`, id: draft.id, note })
  }
}

/** Tab until that has the keyboard, as somebody without a mouse would. */
async function tabTo(page: Page, testId: string): Promise<void> {
  const goal = page.getByTestId(testId)
  await expect(goal).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    if (await goal.evaluate((element) => element === globalThis.document.activeElement || element.contains(globalThis.document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  await expect(goal).toBeFocused()
}

const to = (page: Page, place: string) => page.getByTestId(`publish-to-${place}`).click()

export const PUBLISH_SCENES: readonly Scene[] = [
  {
    name: 'a journey is compared with platforms, planned, looked at, confirmed and published with the mouse, and nothing is live before it is activated',
    only: 'browser',
    play: withStub(async ({ page }, stub) => {
      await page.getByTestId('publish').click()
      await expect(page.getByTestId('platform-dittofeed').getByTestId('fit')).toContainText(/Takes (all of )?it/)
      await expect(page.getByTestId('without-api')).toContainText('Netmera')
      await page.getByTestId('connect-dittofeed').click()
      await connect(page, stub)
      await expect(page.getByTestId('secret-state')).toHaveText(/REHEARSAL_SECRET_ACME/)
      await expect(page.getByTestId('connection-tried')).toContainText('Works')

      await page.getByTestId('plan-with-connection').click()
      await expect(page.getByTestId('plan-facts')).toContainText('Not there yet')
      await page.getByTestId('payload-journey').click()
      await page.getByTestId('find-payload').fill('delaynode')
      await expect(page.getByTestId('found-payload')).toHaveText('1 of 1')
      await expect(page.getByTestId('payload-text').locator('mark')).toHaveText('DelayNode')
      await page.keyboard.press('Escape')
      expect(stub.journeys()).toEqual([])

      await page.getByTestId('confirm-plan').click()
      await expect(page.getByText('Say who confirms.')).toBeVisible()
      await page.getByTestId('confirm-name').fill('Ada')
      await expect(page.getByTestId('confirm-plan')).toHaveText(/^Make \d+ things at Dittofeed as a draft$/)
      await page.getByTestId('confirm-plan').click()
      await expect(page.getByTestId('apply-done')).toContainText('Nobody receives anything yet')
      expect(stub.journeys().map(({ state }) => state)).toEqual(['NotStarted'])

      await page.getByTestId('to-live').click()
      await expect(page.getByTestId('no-drift')).toBeVisible()
      await expect(page.getByTestId('action-pause')).toHaveAttribute('aria-disabled', 'true')
      await page.getByTestId('action-activate').click()
      await expect(page.getByTestId('reach')).toContainText('no rehearsal')
      await expect(page.getByTestId('action-name')).toHaveValue('Ada')
      await page.getByTestId('confirm-action').click()
      await expect(page.getByTestId('platform-status')).toHaveText('Live')
      expect(stub.journeys().map(({ state }) => state)).toEqual(['Running'])
    }),
  },
  {
    name: 'what somebody changed at the platform is found, taken as a draft, or written over by publishing an earlier state again',
    only: 'browser',
    play: withStub(async ({ page, document }, stub) => {
      await publishTo(page, stub)
      await expect(page.getByTestId('apply-done')).toBeVisible()
      await to(page, 'live')
      await expect(page.getByTestId('no-drift')).toBeVisible()
      stub.edit(stub.journeys()[0]!.id, waitTwoDays)
      await page.getByTestId('check-now').click()
      await expect(page.getByTestId('changed-step:pause')).toContainText('2 days')
      await expect(page.getByTestId('rail-publish')).toHaveAttribute('aria-label', /1 thing waits/)

      await page.getByTestId('take-theirs').click()
      await expectUndo(page, 'Take theirs from Acme')
      // A note has no place there, and stays all the same.
      expect((await document()).steps['pause']).toMatchObject({ for: 'P2D', note: 'Let them look around first.' })
      await page.getByTestId('undo').click()
      expect((await document()).steps['pause']).toMatchObject({ for: 'P1D', name: 'Pause' })

      await page.getByTestId('publish').click()
      await to(page, 'plan')
      await page.getByTestId('make-plan').click()
      await expect(page.getByTestId('blockers')).toContainText('changed')
      await expect(page.getByTestId('confirm')).toHaveCount(0)
      await to(page, 'history')
      await page.getByTestId('roll-back').click()
      await expect(page.getByTestId('plan-origin')).toContainText('as it was on')
      await page.getByTestId('plan-overwrite').click()
      await expect(page.getByTestId('over-theirs')).toBeVisible()
      await page.getByTestId('confirm-plan').click()
      await expect(page.getByTestId('apply-done')).toBeVisible()
      await expect(page.getByTestId('rail-publish')).toHaveAttribute('aria-label', 'Publishing')
      expect(JSON.stringify(stub.journeys()[0]!.body)).toContain('"seconds":86400')

      await to(page, 'history')
      await expect(page.getByTestId('publication')).toHaveCount(2)
      await page.getByTestId('show-calls').first().click()
      await expect(page.getByTestId('ledger').getByRole('row')).toHaveCount(2)
      await expect(page.getByTestId('ledger')).toContainText('Done (200)')
    }),
  },
  {
    name: 'help tells how publishing works and leads to its places; what stands before a key is sent as it was typed, blanks included',
    only: 'browser',
    play: async ({ page }) => {
      const own = await startStub('http')
      try {
        await openWelcome(page)
        await page.getByTestId('rail-help').click()
        await page.getByTestId('help-publishing').click()
        await expect(page.getByTestId('publish-guide')).toContainText('Put your name under it')
        await page.getByTestId('guide-to-where').click()
        await page.getByTestId('connect-http').click()
        await expect(page.getByTestId('setting-prefix')).toHaveValue('Bearer ')
        await connect(page, own, 'Own')
        await expect(page.getByTestId('connection-tried')).toContainText('Works')
      } finally {
        await own.close()
      }
    },
  },
  {
    name: 'a platform that says no is quoted at the things concerned, nothing is made twice when it goes on, and a key that is missing is named',
    only: 'browser',
    play: withStub(async ({ page }, stub) => {
      await page.getByTestId('publish').click()
      await page.getByTestId('connect-dittofeed').click()
      await connect(page, stub, 'Nobody')
      await expect(page.getByTestId('secret-state')).toContainText('REHEARSAL_SECRET_NOBODY')
      await page.getByTestId('connection-more').click()
      await page.getByTestId('delete-connection').click()
      await expect(page.getByTestId('no-connections')).toBeVisible()
      await page.getByTestId('undo-offer').click()
      await expect(page.getByTestId('connection-Nobody')).toBeVisible()
      await page.getByTestId('connection-more').click()
      await page.getByTestId('edit-connection').click()
      await connect(page, stub)
      await page.getByTestId('plan-with-connection').click()
      await page.getByTestId('confirm-name').fill('Ada')
      stub.fault({ kind: 'status', status: 400, when: 'before', match: { method: 'PUT', path: /content\/templates/ } })
      await page.getByTestId('confirm-plan').click()
      await expect(page.getByTestId('apply-problem')).toBeVisible()
      await expect(page.getByTestId('apply-things').locator('[data-state="done"]')).not.toHaveCount(0)
      await page.getByTestId('to-step-hello').click()
      await expect(page.getByTestId('refused-hello')).toBeInViewport()
      await page.getByTestId('rail-publish').click()
      await page.getByTestId('go-on').click()
      await expect(page.getByTestId('apply-done')).toBeVisible()
      expect([stub.things('segment').length, stub.things('template').length, stub.journeys().length]).toEqual([1, 1, 1])
    }),
  },
  {
    name: 'what would be sent is saved and read again as a journey, one at the platform is brought here, and a hand-over pack is saved for a platform without an API',
    only: 'browser',
    play: withStub(async ({ page, saved }, stub) => {
      await page.getByTestId('publish').click()
      await page.getByTestId('platform-more-dittofeed').click()
      const sent = await saved(() => page.getByTestId('export-dittofeed').click())
      expect(sent.content.toString()).toContain('DelayNode')
      await to(page, 'connections')
      await page.getByTestId('import-target-file').click()
      const choosing = page.waitForEvent('filechooser')
      await page.getByRole('menuitem', { name: /Dittofeed/ }).click()
      await (await choosing).setFiles({ name: sent.name, mimeType: 'application/json', buffer: sent.content })
      await page.getByTestId('open-brought').click()
      await expect(page.getByTestId('step-hello')).toBeVisible()
      await expect(page.getByTestId('save-state')).toContainText(/not saved/i)

      await publishTo(page, stub)
      await expect(page.getByTestId('apply-done')).toBeVisible()
      await to(page, 'connections')
      await page.getByTestId('connection-more').click()
      await page.getByTestId('bring-journey').click()
      await page.getByTestId('journeys-there').getByRole('button').click()
      await expect(page.getByTestId('open-brought')).toBeFocused()
      await page.keyboard.press('Escape')

      await to(page, 'where')
      await page.getByTestId('pack-netmera').click()
      const pack = await saved(() => page.getByTestId('pack').getByRole('button', { name: /^Save .*html$/ }).click())
      expect(pack.content.toString()).toContain('Netmera')
    }),
  },
  {
    name: 'publishing goes from the key to the live journey with the keyboard alone, and the key never comes into this window',
    only: 'desktop',
    play: withStub(async ({ page }, stub) => {
      await page.keyboard.press('Control+Alt+o')
      await expect(page.getByTestId('publish-to-where')).toBeFocused()
      await tabTo(page, 'connect-dittofeed')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('connection-name')).toBeFocused()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('Desk')
      for (const [id, value] of Object.entries(stub.settings)) {
        await tabTo(page, `setting-${id}`)
        await page.keyboard.press('Control+a')
        await page.keyboard.type(String(value))
      }
      const asking = page.context().waitForEvent('page')
      await page.keyboard.press('Enter')
      const secret = await asking
      await expect(secret.locator('#secret')).toBeFocused()
      await secret.keyboard.type(stub.secret)
      const closed = secret.waitForEvent('close')
      await secret.keyboard.press('Enter').catch(() => undefined) // it is gone before the key is up
      await closed
      await expect(page.getByTestId('connection-tried')).toContainText('Works')
      expect(await page.content()).not.toContain(stub.secret)

      await tabTo(page, 'plan-with-connection')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('plan-facts')).toContainText('Not there yet')
      await tabTo(page, 'payload-journey')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('payload-text')).toContainText('DelayNode')
      await page.keyboard.press('Escape')
      await tabTo(page, 'confirm-name')
      await page.keyboard.type('Grace')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('apply-done')).toBeVisible()
      await tabTo(page, 'to-live')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('no-drift')).toBeVisible()
      await tabTo(page, 'action-activate')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('action-name')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('platform-status')).toHaveText('Live')
      expect(stub.journeys().map(({ state }) => state)).toEqual(['Running'])
      await tabTo(page, 'publish-to-live')
      await page.keyboard.press('ArrowDown')
      await expect(page.getByTestId('publish-to-forecast')).toBeFocused()
      await page.keyboard.press('ArrowDown')
      await expect(page.getByTestId('publication-events')).toContainText('Grace')
    }),
  },
  {
    name: 'a proposal of an agent waits with its changes, is compared, taken as a draft that Undo takes back, and another is declined with a reason',
    only: 'desktop',
    play: async ({ page, document }) => {
      await openWelcome(page)
      await page.getByTestId('save').click()
      await expect(page.getByTestId('save-state')).toHaveText('Version 1')
      await page.evaluate(propose, ['Wait two days: <b>please</b>', 'Another one'])
      await page.keyboard.press('Control+Alt+o')
      await expect(page.getByTestId('rail-publish')).toHaveAttribute('aria-label', /2 things wait/)
      await to(page, 'inbox')
      await page.getByTestId('proposals').getByRole('button').last().click()
      await expect(page.getByTestId('proposal-note')).toHaveText('Wait two days: <b>please</b>')
      await expect(page.getByTestId('proposal-changes')).toContainText('2 days')
      await page.getByTestId('compare-proposal').click()
      await expect(page.getByTestId('change-list')).toContainText('Pause')
      await page.keyboard.press('Escape')
      await page.getByTestId('take-proposal').click()
      await expectUndo(page, 'Take the proposal of Assistant')
      expect((await document()).steps['pause']).toMatchObject({ for: 'P2D' })
      await page.getByTestId('undo').click()
      expect((await document()).steps['pause']).toMatchObject({ for: 'P1D' })

      await page.getByTestId('publish').click()
      await page.getByTestId('proposals').getByRole('button').click()
      await page.getByTestId('decline-proposal').click()
      await page.getByTestId('decline-reason').fill('Not before Christmas')
      await page.getByTestId('decline-now').click()
      await expect(page.getByTestId('inbox-empty')).toBeVisible()
      await page.getByTestId('inbox-shown').getByText('Decided').click()
      await expect(page.getByTestId('proposals')).toContainText('Because: Not before Christmas')
      await expect(page.getByTestId('rail-publish')).toHaveAttribute('aria-label', 'Publishing')
    },
  },
]
