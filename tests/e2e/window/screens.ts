import { addCondition, dropJourney, openForm } from './forms.ts'
import { COUNTED, dropSignups } from '../scenes/forecast.ts'
import { openShop } from '../scenes/playback.ts'
import { openWelcome, publishTo } from '../scenes/publish.ts'
import { startStub } from '../../platforms/all-stubs.ts'
import { expect } from './served-window.ts'
import type { Page } from '@playwright/test'

/** A window at its start screen, a folder of the walk's own, and what is done at each screen; `name` tells screens of one walk apart. */
export interface Walk { window: Page; folder: string; look(name?: string): Promise<void> }

/** Screens that are reached one after the other. They are found by what stands in the document, never by words: a walk is made in any language. */
export interface Screens { name: string; isSlow?: true; walk(walk: Walk): Promise<void> }

/** A journey with every form in it. */
export const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'forms',
  name: 'Forms',
  stages: [{ id: 'first', name: 'First' }],
  segments: { loyal: { name: 'Loyal', when: { all: [{ did: 'purchase', within: 'P1Y', sum: { property: 'price', op: 'gte', value: 500 } }, { not: { attribute: 'country', op: 'in', value: ['TR', 'DE'] } }] } } },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }, { id: 'again', trigger: { kind: 'api', name: 'again' }, next: 'wait' }],
  reentry: { kind: 'afterExit', cooldown: 'P1D', limit: { count: 3, within: 'P30D' } },
  goals: [{ id: 'ordered', event: 'purchase', value: 'price', window: 'P7D' }],
  exits: [{ id: 'left', segment: 'loyal' }, { id: 'unsubscribed', event: 'unsubscribe' }],
  policies: { quietHours: { from: '22:00', to: '08:00' }, caps: [{ channel: '*', count: 3, within: 'P1M', calendar: true }], consent: { push: 'pushOptIn' }, holdout: { share: 0.05 }, priority: 1 },
  steps: {
    wait: { kind: 'waitFor', stage: 'first', branches: [{ id: 'view', event: 'view', where: { weekday: [1, 2] } }, { id: 'loyal', segment: 'loyal', next: 'deal' }], next: undefined, look: 'P1D', timeout: { after: 'PT1H', next: 'until' } },
    deal: { kind: 'split', variants: [{ id: 'a', weight: 2, next: 'hi' }, { id: 'b', weight: 1 }], autoWinner: { after: 'P7D', metric: 'ordered', minimum: 100 } },
    hi: { kind: 'message', channel: 'push', variants: [{ id: 'a', weight: 1, template: { title: 'Hi', image: 'x.png' } }, { id: 'b', weight: 1 }] },
    until: { kind: 'delay', until: { time: '09:00', weekday: 1 }, next: 'call' },
    call: { kind: 'webhook', url: 'https://example.com', body: { id: 1 } },
  },
}

/** Everything the window shows. */
export const SCREENS: readonly Screens[] = [
  {
    name: 'the start screen, the data page without data and what is made there',
    async walk({ window, look }) {
      await expect(window.getByTestId('sample')).toBeVisible()
      await look()

      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('no-data')).toBeVisible()
      await look()
      await window.getByTestId('import-data').click()
      await expect(window.getByTestId('choose-files')).toBeVisible()
      await look()
      await window.keyboard.press('Escape')

      await window.getByTestId('make-people').click()
      await window.getByTestId('population-example').click()
      await expect(window.getByTestId('population-summary')).toBeVisible()
      await look()
    },
  },
  {
    name: 'the editor with results, by heat and by person',
    isSlow: true,
    async walk({ window, look }) {
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      await window.getByTestId('heat-menu').click()
      await window.getByTestId('heat-by-dropOff').click()
      await expect(window.getByTestId('heat-legend')).toBeVisible()
      await look('heat')
      await window.getByTestId('heat-off').click()
      await window.getByTestId('outcomes').getByRole('button').first().click()
      await expect(window.getByTestId('people-list')).toBeVisible()
      await look('the people behind a number')
      await window.getByTestId('people-back').click()
      for (const tab of ['funnel', 'goals', 'splits', 'messages', 'person']) {
        if (tab === 'person') await window.getByTestId('group-people').click()
        await window.getByTestId(`tab-${tab}`).click()
        await look(`the results: ${tab}`)
      }
    },
  },
  {
    name: 'the table of platforms, and a run as one of them',
    isSlow: true,
    async walk({ window, look }) {
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      await window.keyboard.press('Control+Alt+x')
      await window.getByTestId('dialect-what-braze').click()
      await expect(window.getByTestId('dialect-canvas-braze')).toBeVisible()
      await look('the table of platforms')
      await window.getByTestId('dialect-take-braze').click()
      await window.keyboard.press('Escape')
      await window.getByTestId('run').click()
      await expect(window.getByTestId('dialect-badge')).toBeVisible()
      await window.getByTestId('rehearse-as').click()
      await look('the choice of a platform')
    },
  },
  {
    name: 'coverage, what is in doubt, and results that are out of date',
    isSlow: true,
    async walk({ window, look }) {
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      await window.keyboard.press('Control+Alt+l')
      await expect(window.getByTestId('ways-gone')).toBeVisible()
      await window.getByTestId('make-people').click()
      await expect(window.getByTestId('made-summary')).toBeVisible()
      await look('coverage and the people made for it')
      await window.keyboard.press('Control+Alt+y')
      await window.getByTestId('add-doubt').click()
      await window.getByRole('option').first().click()
      await window.getByTestId('run-draws').click()
      await expect(window.getByTestId('dot-plot')).toBeVisible()
      await window.getByTestId('stop-draws').click()
      await look('what is in doubt')
      await window.getByTestId('group-results').click()
      await window.getByTestId('tab-funnel').click()
      await window.locator('.react-flow__node').nth(1).click({ position: { x: 60, y: 10 } })
      await window.keyboard.press('Delete')
      await expect(window.getByTestId('stale-hint')).toBeVisible()
      await look('results that are out of date')
      await window.keyboard.press('Control+Shift+Enter')
      await expect(window.getByTestId('assumptions')).toBeVisible()
      await look('the assumptions')
      await window.keyboard.press('Escape')
      await window.getByTestId('more').click()
      await expect(window.getByRole('menu')).toBeVisible()
      await look()
      await window.keyboard.press('Escape')
    },
  },
  {
    name: 'the places of publishing, before and after something is published',
    isSlow: true,
    async walk({ window, folder, look }) {
      const stub = await startStub('dittofeed')
      const lookAt = async (place: string, testId: string) => {
        await window.getByTestId(`publish-to-${place}`).click()
        await expect(window.getByTestId(testId)).toBeVisible()
        await look(place)
      }
      await window.getByTestId('rail-publish').click()
      await lookAt('where', 'publish-no-journey')
      await lookAt('connections', 'no-connections')
      await lookAt('live', 'nothing-live')
      await lookAt('inbox', 'inbox-empty')
      await lookAt('forecast', 'forecast-empty')
      await window.getByTestId('rail-start').click()
      await openWelcome(window)
      await publishTo(window, stub)
      await expect(window.getByTestId('apply-done')).toBeVisible()
      await look('carried out')
      await window.getByTestId('make-plan').click()
      await lookAt('plan', 'plan-nothing')
      await window.getByTestId('plan-staying').click()
      await window.getByTestId('payload-journey').click()
      await expect(window.getByTestId('payload-text')).toBeVisible()
      await look('a payload')
      await window.keyboard.press('Escape')
      await window.getByTestId('publish-to-where').click()
      await window.getByTestId('platform-what-dittofeed').click()
      await window.getByTestId('abilities').click()
      await lookAt('where', 'target-problems')
      await lookAt('connections', 'connections')
      await lookAt('live', 'no-drift')
      await window.getByTestId('action-activate').click()
      await expect(window.getByTestId('confirm-action')).toBeVisible()
      await look('activating')
      await window.keyboard.press('Escape')
      await dropSignups(window, folder, 'season', Date.UTC(2026, 0, 1))
      await window.getByTestId('rail-publish').click()
      await lookAt('forecast', 'forecast-never')
      await window.getByTestId('forecast-rehearse').click()
      stub.setStatistics(stub.journeys()[0]!.id, COUNTED)
      await window.getByTestId('forecast-read').click()
      await expect(window.getByTestId('forecast-table')).toBeVisible()
      await window.getByTestId('forecast-learn').click()
      await lookAt('forecast', 'forecast-teaches')
      await lookAt('history', 'publications')
      await window.getByTestId('publish-to-handOver').click()
      await window.getByTestId('make-pack').click()
      await lookAt('handOver', 'pack')
      await stub.close()
    },
  },
  {
    name: 'the report, and the pages once there is something on them',
    isSlow: true,
    async walk({ window, look }) {
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      await window.getByTestId('rail-report').click()
      await expect(window.getByTestId('heat-chart')).toBeVisible()
      await expect(window.getByTestId('parts-platform')).toBeVisible()
      await look('the report')
      await window.getByTestId('report-funnel').getByTestId('take-along').click()
      await expect(window.getByRole('menu')).toBeVisible()
      await look('the menu of a chart')
      await window.keyboard.press('Escape')

      await window.getByTestId('rail-start').click()
      await expect(window.getByTestId('journeys')).toBeVisible()
      await look()
      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('catalogue')).toBeVisible()
      await look()
      await window.getByTestId('dataset-menu').click()
      await expect(window.getByRole('menu')).toBeVisible()
      await look('the menu of the data')
      await window.keyboard.press('Escape')
      await window.getByTestId('rail-segments').click()
      await window.getByTestId('new-segment').click()
      await expect(window.getByTestId('segment-name')).toBeFocused()
      await look('a segment')
    },
  },
  {
    name: 'a run that is played, and an instant of it',
    async walk({ window, folder, look }) {
      await openShop(window, folder)
      await window.getByTestId('run').click()
      await expect(window.getByTestId('landmark-firstGoal')).toBeVisible()
      await window.mouse.move(4, 600)
      await look('the whole run')
      await window.keyboard.press('Shift+Home')
      await window.keyboard.press('l')
      await expect(window.getByTestId('playback-happening')).toBeVisible()
      await window.getByTestId('playback-instant').fill('soon')
      await window.getByTestId('playback-instant').press('Enter')
      await expect(window.getByTestId('playback-instant-error')).toBeVisible()
      await look('an instant of the run')
    },
  },
  {
    name: 'numbers that are turned, and two runs beside each other',
    async walk({ window, folder, look }) {
      await openShop(window, folder)
      await window.getByTestId('run').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      await window.keyboard.press('w')
      await expect(window.getByTestId('what-if-search')).toBeFocused()
      await window.getByTestId('slider-$.steps.look.timeout.after').focus()
      await window.mouse.move(600, 20) // away from Run, whose hint would lie over the window
      await window.keyboard.press('Home')
      await expect(window.getByTestId('difference-hi')).toBeVisible()
      await expect(window.getByTestId('curve')).toHaveAttribute('data-whole', 'true')
      await look('numbers that are turned')
      await window.getByTestId('apply-turned').click()
      await expect(window.getByTestId('turned-count')).toHaveText('')
      await window.getByTestId('tab-compare').click()
      await expect(window.getByTestId('paired-both')).toBeVisible()
      await look('two runs')
    },
  },
  {
    name: 'people under way at another version, and journeys that run together',
    async walk({ window, folder, look }) {
      await dropJourney(window, JOURNEY)
      await expect(window.getByTestId('step-hi')).toBeVisible()
      await openShop(window, folder)
      await window.getByTestId('run').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      await window.keyboard.press('1') // all cards in view
      await window.getByTestId('step-think').click({ position: { x: 40, y: 10 } })
      await window.keyboard.press('Delete')
      await window.keyboard.press('Control+Alt+j')
      await expect(window.getByTestId('impact-steps')).toBeVisible()
      await look('people under way')
      await window.getByTestId('impact-all').click()
      await expect(window.getByTestId('flight-people').getByRole('table')).toBeVisible()
      await look('their names')
      await window.getByTestId('group-results').click()
      await window.getByTestId('tab-together').click()
      await window.getByTestId('choose-together').getByRole('checkbox').first().check()
      await window.getByTestId('run-chosen').click()
      await expect(window.getByTestId('days-chart')).toBeVisible()
      await look('journeys together')
    },
  },
  {
    name: 'an empty canvas, what it offers next, and conditions in groups',
    async walk({ window, look }) {
      await window.getByTestId('start-new').click()
      await expect(window.getByTestId('empty-canvas')).toBeVisible()
      await look()
      await window.getByTestId('start-event').press('Enter')
      await expect(window.getByTestId('next-step')).toBeVisible()
      await look()
      await window.getByTestId('next-branch').click()
      await addCondition(window, 'did')
      await addCondition(window, 'any', 1)
      await expect(window.getByTestId('condition-grip')).toHaveCount(2)
      await look()
    },
  },
  {
    name: 'drafts, versions and their comparison',
    async walk({ window, look }) {
      await dropJourney(window, JOURNEY)
      await expect(window.getByTestId('step-hi')).toBeVisible()
      await window.keyboard.press('1') // all cards in view
      // A card that is still moving there may be missed.
      await expect(async () => {
        await window.getByTestId('step-hi').click()
        await expect(window.locator('.react-flow__node.selected')).toHaveCount(1, { timeout: 1_000 })
      }).toPass()
      await window.keyboard.press('Delete')
      await window.getByTestId('history').click()
      await expect(window.getByTestId('undo-to-0')).toBeVisible()
      await look()
      await window.keyboard.press('Escape')
      await window.keyboard.press('Control+Alt+d')
      await expect(window.getByTestId('compare-counts')).toBeVisible()
      await window.keyboard.press('F7')
      await look()
      await window.keyboard.press('Escape')
      await window.keyboard.press('Control+Alt+v')
      await window.getByTestId('describe-version-1').click()
      await look()
      await window.keyboard.press('Escape')
      await expect(window.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
      await window.reload()
      await expect(window.getByTestId('drafts')).toBeVisible()
      await look()
      await window.getByTestId('draft-open').click()
      await expect(window.getByTestId('recovered')).toBeVisible()
      await look()
    },
  },
  {
    name: 'a message with remarks, completion, and previews side by side',
    async walk({ window, look }) {
      await dropJourney(window, JOURNEY)
      await openForm(window, 'hi')
      await window.getByTestId('tab-steps').click()
      await window.getByTestId('message-title').first().fill('Hi {{ profle.firstName | upcase }}')
      await expect(window.getByTestId('field-fix')).toBeVisible()
      await look()
      await window.getByTestId('tab-problems').click()
      await window.getByTestId('fix-all').click()
      await expect(window.getByRole('menu')).toBeVisible()
      await look('what is fixed at once')
      await window.keyboard.press('Escape')
      await window.getByTestId('open-preview').click()
      await expect(window.getByTestId('differences')).toBeVisible()
      await look()
      await window.getByRole('dialog').getByTestId('message-body').first().click()
      await window.keyboard.type('{{ ')
      await expect(window.getByRole('option').first()).toBeVisible()
      await look()
    },
  },
  {
    name: 'the forms, with errors in them, and the help',
    isSlow: true,
    async walk({ window, look }) {
      await dropJourney(window, JOURNEY)
      await expect(window.getByTestId('step-wait')).toBeVisible()
      for (const part of ['reentry', 'exits', 'segments', 'stages', 'quiet', 'caps', 'consent', 'holdout', 'calendar']) await window.getByTestId(`fold-${part}`).click()
      await window.getByTestId('fold-segment-loyal').click()
      await look()

      await window.getByTestId('step-hi').click()
      await window.keyboard.press('/')
      await expect(window.getByTestId('quick-add')).toBeVisible()
      await look('the list of steps')
      await window.keyboard.press('Escape')
      await window.keyboard.press('Shift+F10')
      await expect(window.getByTestId('context-menu')).toBeVisible()
      await look('the menu of a card')
      await window.keyboard.press('Escape')
      await window.keyboard.press('Control+k')
      await expect(window.locator('input.mantine-Spotlight-search')).toBeFocused()
      await look('the commands')
      await window.keyboard.press('Escape')
      await expect(window.locator('input.mantine-Spotlight-search')).toHaveCount(0)
      await window.keyboard.press('ControlOrMeta+A')
      await expect(window.getByTestId('selection-toolbar')).toBeVisible()
      await look('several cards')
      await window.keyboard.press('Escape')

      await openForm(window, 'entry:in')
      await window.getByTestId('trigger-kind').click()
      await window.getByRole('option').nth(3).click() // a time comes
      await window.getByTestId('recurrence-time').fill('noonish')
      await addCondition(window, 'abandoned')
      await look()
      for (const id of ['wait', 'deal', 'hi', 'until', 'call']) {
        await openForm(window, id)
        await look(id)
      }
      await expect(window.getByTestId('outline-tree')).toBeVisible()
      await window.getByTestId('outline-hi').focus()
      await window.keyboard.press('Shift+F10')
      await expect(window.getByTestId('outline-menu')).toBeVisible()
      await look('the menu of the outline')
      await window.keyboard.press('Escape')
      await window.getByTestId('outline-until').click({ modifiers: ['Control'] })
      await expect(window.getByTestId('several')).toBeVisible()
      await window.keyboard.press('Control+f')
      await window.getByTestId('find-query').fill('view')
      await window.keyboard.press('Enter')
      await window.getByTestId('find-replace-toggle').click()
      await look('several steps, and the find bar')
      await window.getByTestId('find-close').click()
      await window.keyboard.press('?')
      await expect(window.getByTestId('shortcuts')).toBeVisible()
      await look('the shortcuts')
      await window.keyboard.press('Escape')
      await window.getByTestId('tab-problems').click()
      await look('the problems')
      await dropJourney(window, { format: 'journey' })
      await expect(window.getByRole('alert')).toBeVisible()
      await look('a file that is refused')
      await window.getByTestId('rail-help').click()
      await window.getByTestId('help-checks').click()
      await expect(window.getByTestId('checks')).toBeVisible()
      await look()
      await window.keyboard.press('Escape')
      await window.getByTestId('rail-help').click()
      await window.getByTestId('help-publishing').click()
      await expect(window.getByTestId('publish-guide')).toBeVisible()
      await look('how publishing works')
    },
  },
  {
    name: 'a person built by hand, and test cases that pass and fail',
    async walk({ window, look }) {
      await dropJourney(window, { ...JOURNEY, steps: { ...JOURNEY.steps, wait: { ...JOURNEY.steps.wait, branches: [{ id: 'view', event: 'view', next: 'hi' }] } } })
      await expect(window.getByTestId('step-hi')).toBeVisible()
      await window.keyboard.press('ControlOrMeta+Alt+B')
      await window.getByTestId('way-entry-in').click()
      await expect(window.getByTestId('standing-step')).toBeVisible()
      await window.getByTestId('add-event').click()
      await expect(window.getByTestId('event-form')).toBeVisible()
      await look()
      await window.keyboard.press('Escape')
      for (const view of [1, 2, -1]) {
        await window.getByTestId('scratch-views').locator('label').nth(view).click()
        await look()
      }
      await window.getByTestId('keep-case').click()
      await window.getByTestId('case-keep').click()
      await window.getByTestId('tab-cases').click()
      await expect(window.getByTestId('case')).toHaveAttribute('data-status', 'passed')
      await window.getByTestId('step-wait').click()
      await window.keyboard.press('Delete')
      await expect(window.getByTestId('case')).not.toHaveAttribute('data-status', 'passed')
      await look()
    },
  },
  {
    name: 'stages, notes and comments',
    async walk({ window, look }) {
      const notes = [
        { id: 'n', x: 0, y: 300, width: 240, height: 140, text: '# Ask legal\n\n- [x] texts\n\n[plan](https://example.com)\n\n| a | b |\n|---|---|\n| 1 | 2 |' },
        { id: 'm', x: 300, y: 300, width: 160, height: 80, text: '', colour: 'green' },
        { id: 'c', step: 'wait', text: 'Why *this*?', author: 'Ada', at: 1_790_000_000_000 },
        { id: 'd', step: 'wait', text: 'Done', at: 1_790_000_000_000, resolved: true },
      ]
      const places = { 'entry:in': { x: -340, y: 0 }, 'entry:again': { x: -340, y: 160 }, wait: { x: 0, y: 0 }, deal: { x: 400, y: 0 }, hi: { x: 800, y: 0 }, until: { x: 400, y: 300 }, call: { x: 800, y: 300 } }
      await dropJourney(window, { ...JOURNEY, layout: { ...places, notes, 'stage:first': { x: -440, y: -100, width: 760, height: 360 } } })
      await expect(window.getByTestId('comments-wait')).toBeVisible()
      await window.getByTestId('note-n').click({ position: { x: 20, y: 12 } })
      await expect(window.getByTestId('note-n').getByRole('link')).toBeVisible()
      await look()
      await window.getByTestId('comments-wait').click()
      await window.getByTestId('comments-resolved').click()
      await window.getByTestId('comment-field').fill('More')
      await look()
      await window.getByTestId('stage-name-first').focus()
      await window.keyboard.press('Shift+F10')
      await expect(window.getByRole('menuitem').first()).toBeFocused()
      await look()
    },
  },
  {
    name: 'the settings, the help, what this is, and the tour',
    async walk({ window, look }) {
      await window.getByTestId('rail-settings').click()
      await expect(window.getByTestId('settings-page')).toBeVisible()
      for (const section of ['appearance', 'regional', 'workspace', 'limits', 'retention', 'privacy', 'updates', 'support', 'reset']) {
        await window.getByTestId(`settings-to-${section}`).click()
        await expect(window.getByTestId(`settings-to-${section}`)).toHaveAttribute('aria-selected', 'true')
        await look(`the settings: ${section}`)
      }
      await window.getByTestId('settings-search').fill('time')
      await look('a setting that is looked for')
      await window.getByTestId('settings-search').fill('')
      await window.getByTestId('rail-help').click()
      await expect(window.getByRole('menu')).toBeVisible()
      await look('the menu of the help')
      await window.getByTestId('help-open').click()
      await expect(window.getByTestId('help-contents')).toBeVisible()
      await look('the help')
      await window.getByTestId('help-search').fill('J014')
      await expect(window.getByTestId('help-found')).toBeVisible()
      await look('found in the help')
      await window.getByTestId('help-close').click()
      await window.getByTestId('rail-help').click()
      await window.getByTestId('menu-about').click()
      await expect(window.getByTestId('about')).toBeVisible()
      await look('what this is')
      await window.keyboard.press('Escape')
      await window.getByTestId('rail-help').click()
      await window.getByTestId('menu-tour').click()
      await expect(window.getByTestId('tour')).toBeVisible()
      await look('the tour')
      await window.getByTestId('tour-leave').click()
    },
  },
]
