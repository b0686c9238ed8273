import { seriousViolations, weakContrasts } from './axe.ts'
import { startStub } from '../../platforms/all-stubs.ts'
import { openShop } from '../scenes/playback.ts'
import { COUNTED, dropSignups } from '../scenes/forecast.ts'
import { openWelcome, publishTo } from '../scenes/publish.ts'
import { addCondition, choose, dropJourney, openForm } from './forms.ts'
import { expect, test } from './served-window.ts'

test.describe('in the light, and its colours in the dark', () => {
  test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } })

  test('the start screen, the data page without data and what is made there have no serious accessibility violations', async ({ window }) => {
    await expect(window.getByTestId('sample')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])

    await window.getByTestId('rail-data').click()
    await expect(window.getByTestId('no-data')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('import-data').click()
    await expect(window.getByTestId('choose-files')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.keyboard.press('Escape')

    await window.getByTestId('make-people').click()
    await window.getByTestId('population-example').click()
    await expect(window.getByTestId('population-summary')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
  })

  test('the editor with results, by heat and by person, has no serious accessibility violations', async ({ window }) => {
    test.slow() // a large canvas is looked through many times
    await window.getByTestId('open-sample').click()
    await expect(window.getByTestId('run-facts')).toBeVisible()
    await window.getByTestId('heat-menu').click()
    await window.getByTestId('heat-by-dropOff').click()
    await expect(window.getByTestId('heat-legend')).toBeVisible()
    expect(await seriousViolations(window), 'heat').toEqual([])
    await window.getByTestId('heat-off').click()
    await window.getByTestId('outcomes').getByRole('button').first().click()
    await expect(window.getByTestId('people-list')).toBeVisible()
    expect(await seriousViolations(window), 'the people behind a number').toEqual([])
    await window.getByTestId('people-back').click()
    for (const tab of ['funnel', 'goals', 'splits', 'messages', 'person']) {
      if (tab === 'person') await window.getByTestId('group-people').click()
      await window.getByTestId(`tab-${tab}`).click()
      expect(await seriousViolations(window), `the results: ${tab}`).toEqual([])
    }
  })

  test('the table of platforms, and a run as one of them, have no serious accessibility violations', async ({ window }) => {
    test.slow() // a large canvas is looked through many times
    await window.getByTestId('open-sample').click()
    await expect(window.getByTestId('run-facts')).toBeVisible()
    await window.keyboard.press('Control+Alt+x')
    await window.getByTestId('dialect-what-braze').click()
    await expect(window.getByTestId('dialect-canvas-braze')).toBeVisible()
    expect(await seriousViolations(window), 'the table of platforms').toEqual([])
    await window.getByTestId('dialect-take-braze').click()
    await window.keyboard.press('Escape')
    await window.getByTestId('run').click()
    await expect(window.getByTestId('dialect-badge')).toBeVisible()
    await window.getByTestId('rehearse-as').click()
    expect(await seriousViolations(window), 'the choice of a platform').toEqual([])
  })

  test('coverage, what is in doubt, and results that are out of date have no serious accessibility violations', async ({ window }) => {
    test.slow() // a large canvas is looked through many times
    await window.getByTestId('open-sample').click()
    await expect(window.getByTestId('run-facts')).toBeVisible()
    await window.keyboard.press('Control+Alt+l')
    await expect(window.getByTestId('ways-gone')).toBeVisible()
    await window.getByTestId('make-people').click()
    await expect(window.getByTestId('made-summary')).toBeVisible()
    expect(await seriousViolations(window), 'coverage and the people made for it').toEqual([])
    await window.keyboard.press('Control+Alt+y')
    await window.getByTestId('add-doubt').click()
    await window.getByRole('option').first().click()
    await window.getByTestId('run-draws').click()
    await expect(window.getByTestId('dot-plot')).toBeVisible()
    await window.getByTestId('stop-draws').click()
    expect(await seriousViolations(window), 'what is in doubt').toEqual([])
    await window.getByTestId('group-results').click()
    await window.getByTestId('tab-funnel').click()
    await window.locator('.react-flow__node').nth(1).click({ position: { x: 60, y: 10 } })
    await window.keyboard.press('Delete')
    await expect(window.getByTestId('stale-hint')).toBeVisible()
    expect(await seriousViolations(window), 'results that are out of date').toEqual([])
    await window.keyboard.press('Control+Shift+Enter')
    await expect(window.getByTestId('assumptions')).toBeVisible()
    expect(await seriousViolations(window), 'the assumptions').toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('more').click()
    await expect(window.getByRole('menu')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.keyboard.press('Escape')
  })

  test('the places of publishing, before and after something is published, have no serious accessibility violations', async ({ window, folder }) => {
    test.slow()
    const stub = await startStub('dittofeed')
    const look = async (place: string, testId: string) => {
      await window.getByTestId(`publish-to-${place}`).click()
      await expect(window.getByTestId(testId)).toBeVisible()
      expect(await seriousViolations(window), place).toEqual([])
    }
    await window.getByTestId('rail-publish').click()
    await look('where', 'publish-no-journey')
    await look('connections', 'no-connections')
    await look('live', 'nothing-live')
    await look('inbox', 'inbox-empty')
    await look('forecast', 'forecast-empty')
    await window.getByTestId('rail-start').click()
    await openWelcome(window)
    await publishTo(window, stub)
    await expect(window.getByTestId('apply-done')).toBeVisible()
    expect(await seriousViolations(window), 'carried out').toEqual([])
    await window.getByTestId('make-plan').click()
    await look('plan', 'plan-nothing')
    await window.getByTestId('plan-staying').click()
    await window.getByTestId('payload-journey').click()
    await expect(window.getByTestId('payload-text')).toBeVisible()
    expect(await seriousViolations(window), 'a payload').toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('publish-to-where').click()
    await window.getByTestId('platform-what-dittofeed').click()
    await window.getByTestId('abilities').click()
    await look('where', 'target-problems')
    await look('connections', 'connections')
    await look('live', 'no-drift')
    await window.getByTestId('action-activate').click()
    await expect(window.getByTestId('confirm-action')).toBeVisible()
    expect(await seriousViolations(window), 'activating').toEqual([])
    await window.keyboard.press('Escape')
    await dropSignups(window, folder, 'season', Date.UTC(2026, 0, 1))
    await window.getByTestId('rail-publish').click()
    await look('forecast', 'forecast-never')
    await window.getByTestId('forecast-rehearse').click()
    stub.setStatistics(stub.journeys()[0]!.id, COUNTED)
    await window.getByTestId('forecast-read').click()
    await expect(window.getByTestId('forecast-table')).toBeVisible()
    await window.getByTestId('forecast-learn').click()
    await look('forecast', 'forecast-teaches')
    await look('history', 'publications')
    await window.getByTestId('publish-to-handOver').click()
    await window.getByTestId('make-pack').click()
    await look('handOver', 'pack')
    await stub.close()
  })

  test('the report, and the pages once there is something on them, have no serious accessibility violations', async ({ window }) => {
    test.slow() // a large canvas is looked through many times
    await window.getByTestId('open-sample').click()
    await expect(window.getByTestId('run-facts')).toBeVisible()
    await window.getByTestId('rail-report').click()
    await expect(window.getByTestId('heat-chart')).toBeVisible()
    await expect(window.getByTestId('parts-platform')).toBeVisible()
    expect(await seriousViolations(window), 'the report').toEqual([])
    await window.getByTestId('report-funnel').getByTestId('take-along').click()
    await expect(window.getByRole('menu')).toBeVisible()
    expect(await seriousViolations(window), 'the menu of a chart').toEqual([])
    await window.keyboard.press('Escape')

    await window.getByTestId('rail-start').click()
    await expect(window.getByTestId('journeys')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('rail-data').click()
    await expect(window.getByTestId('catalogue')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('dataset-menu').click()
    await expect(window.getByRole('menu')).toBeVisible()
    expect(await seriousViolations(window), 'the menu of the data').toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('rail-segments').click()
    await window.getByTestId('new-segment').click()
    await expect(window.getByTestId('segment-name')).toBeFocused()
    expect(await seriousViolations(window), 'a segment').toEqual([])
  })

  test('a run that is played, and an instant of it, have no serious accessibility violations', async ({ window, folder }) => {
    await openShop(window, folder)
    await window.getByTestId('run').click()
    await expect(window.getByTestId('landmark-firstGoal')).toBeVisible()
    await window.mouse.move(4, 600)
    expect(await seriousViolations(window), 'the whole run').toEqual([])
    await window.keyboard.press('Shift+Home')
    await window.keyboard.press('l')
    await expect(window.getByTestId('playback-happening')).toBeVisible()
    await window.getByTestId('playback-instant').fill('soon')
    await window.getByTestId('playback-instant').press('Enter')
    await expect(window.getByTestId('playback-instant-error')).toBeVisible()
    expect(await seriousViolations(window), 'an instant of the run').toEqual([])
  })

  test('numbers that are turned, and two runs beside each other, have no serious accessibility violations', async ({ window, folder }) => {
    await openShop(window, folder)
    await window.getByTestId('run').click()
    await expect(window.getByTestId('run-facts')).toBeVisible()
    await window.keyboard.press('w')
    await window.getByTestId('slider-$.steps.look.timeout.after').focus()
    await window.mouse.move(600, 20) // away from Run, whose hint would lie over the window
    await window.keyboard.press('Home')
    await expect(window.getByTestId('difference-hi')).toBeVisible()
    await expect(window.getByTestId('curve')).toHaveAttribute('data-whole', 'true')
    expect(await seriousViolations(window), 'numbers that are turned').toEqual([])
    await window.getByTestId('apply-turned').click()
    await expect(window.getByTestId('turned-count')).toHaveText('')
    await window.getByTestId('tab-compare').click()
    await expect(window.getByTestId('paired-both')).toBeVisible()
    expect(await seriousViolations(window), 'two runs').toEqual([])
  })

  test('people under way at another version, and journeys that run together, have no serious accessibility violations', async ({ window, folder }) => {
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
    expect(await seriousViolations(window), 'people under way').toEqual([])
    await window.getByTestId('impact-all').click()
    await expect(window.getByTestId('flight-people').getByRole('table')).toBeVisible()
    expect(await seriousViolations(window), 'their names').toEqual([])
    await window.getByTestId('group-results').click()
    await window.getByTestId('tab-together').click()
    await window.getByTestId('choose-together').getByRole('checkbox').first().check()
    await window.getByTestId('run-chosen').click()
    await expect(window.getByTestId('days-chart')).toBeVisible()
    expect(await seriousViolations(window), 'journeys together').toEqual([])
  })

  test('an empty canvas, what it offers next, and conditions in groups have no serious accessibility violations', async ({ window }) => {
    await window.getByTestId('start-new').click()
    await expect(window.getByTestId('empty-canvas')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('start-event').press('Enter')
    await expect(window.getByTestId('next-step')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('next-branch').click()
    await addCondition(window, 'did')
    await addCondition(window, 'any', 1)
    await expect(window.getByTestId('condition-grip')).toHaveCount(2)
    expect(await seriousViolations(window)).toEqual([])
  })

  test('drafts, versions and their comparison have no serious accessibility violations', async ({ window }) => {
    await dropJourney(window, JOURNEY)
    await expect(window.getByTestId('step-hi')).toBeVisible()
    await window.keyboard.press('1') // all cards in view
    await window.getByTestId('step-hi').click()
    await window.keyboard.press('Delete')
    await window.getByTestId('history').click()
    await expect(window.getByTestId('undo-to-0')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('Control+Alt+d')
    await expect(window.getByTestId('compare-counts')).toBeVisible()
    await window.keyboard.press('F7')
    expect(await seriousViolations(window)).toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('Control+Alt+v')
    await window.getByTestId('describe-version-1').click()
    expect(await seriousViolations(window)).toEqual([])
    await window.keyboard.press('Escape')
    await expect(window.getByTestId('save-state')).toHaveAttribute('data-draft', 'kept')
    await window.reload()
    await expect(window.getByTestId('drafts')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('draft-open').click()
    await expect(window.getByTestId('recovered')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
  })

  test('a message with remarks, completion, and previews side by side have no serious accessibility violations', async ({ window }) => {
    await dropJourney(window, JOURNEY)
    await openForm(window, 'hi')
    await window.getByTestId('tab-steps').click()
    await window.getByTestId('message-title').first().fill('Hi {{ profle.firstName | upcase }}')
    await expect(window.getByTestId('field-fix')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('tab-problems').click()
    await window.getByTestId('fix-all').click()
    await expect(window.getByRole('menu')).toBeVisible()
    expect(await seriousViolations(window), 'what is fixed at once').toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('open-preview').click()
    await expect(window.getByTestId('differences')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.getByRole('dialog').getByTestId('message-body').first().click()
    await window.keyboard.type('{{ ')
    await expect(window.getByRole('option').first()).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
  })

  test('the forms, with errors in them, and the help have no serious accessibility violations', async ({ window }) => {
    await dropJourney(window, JOURNEY)
    await expect(window.getByTestId('step-wait')).toBeVisible()
    for (const part of ['reentry', 'exits', 'segments', 'stages', 'quiet', 'caps', 'consent', 'holdout', 'calendar']) await window.getByTestId(`fold-${part}`).click()
    await window.getByTestId('fold-segment-loyal').click()
    expect(await seriousViolations(window)).toEqual([])

    await window.getByTestId('step-hi').click()
    await window.keyboard.press('/')
    await expect(window.getByTestId('quick-add')).toBeVisible()
    expect(await seriousViolations(window), 'the list of steps').toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('Shift+F10')
    await expect(window.getByTestId('context-menu')).toBeVisible()
    expect(await seriousViolations(window), 'the menu of a card').toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('Control+k')
    await expect(window.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    expect(await seriousViolations(window), 'the commands').toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('ControlOrMeta+A')
    await expect(window.getByTestId('selection-toolbar')).toBeVisible()
    expect(await seriousViolations(window), 'several cards').toEqual([])
    await window.keyboard.press('Escape')

    await openForm(window, 'entry:in')
    await choose(window, 'trigger-kind', 'A time comes')
    await window.getByTestId('recurrence-time').fill('noonish')
    await addCondition(window, 'abandoned')
    expect(await seriousViolations(window)).toEqual([])
    for (const id of ['wait', 'deal', 'hi', 'until', 'call']) {
      await openForm(window, id)
      expect(await seriousViolations(window), id).toEqual([])
    }
    await expect(window.getByTestId('outline-tree')).toBeVisible()
    await window.getByTestId('outline-hi').focus()
    await window.keyboard.press('Shift+F10')
    await expect(window.getByTestId('outline-menu')).toBeVisible()
    expect(await seriousViolations(window), 'the menu of the outline').toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('outline-until').click({ modifiers: ['Control'] })
    await expect(window.getByTestId('several')).toBeVisible()
    await window.keyboard.press('Control+f')
    await window.getByTestId('find-query').fill('view')
    await window.keyboard.press('Enter')
    await window.getByTestId('find-replace-toggle').click()
    expect(await seriousViolations(window), 'several steps, and the find bar').toEqual([])
    await window.getByTestId('find-close').click()
    await window.keyboard.press('?')
    await expect(window.getByTestId('shortcuts')).toBeVisible()
    expect(await seriousViolations(window), 'the shortcuts').toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('tab-problems').click()
    expect(await seriousViolations(window), 'the problems').toEqual([])
    await dropJourney(window, { format: 'journey' })
    await expect(window.getByRole('alert')).toBeVisible()
    expect(await seriousViolations(window), 'a file that is refused').toEqual([])
    await window.getByTestId('rail-help').click()
    await window.getByTestId('help-checks').click()
    await expect(window.getByTestId('checks')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.keyboard.press('Escape')
    await window.getByTestId('rail-help').click()
    await window.getByTestId('help-publishing').click()
    await expect(window.getByTestId('publish-guide')).toBeVisible()
    expect(await seriousViolations(window), 'how publishing works').toEqual([])
  })

  test('a person built by hand, and test cases that pass and fail, have no serious accessibility violations', async ({ window }) => {
    await dropJourney(window, { ...JOURNEY, steps: { ...JOURNEY.steps, wait: { ...JOURNEY.steps.wait, branches: [{ id: 'view', event: 'view', next: 'hi' }] } } })
    await expect(window.getByTestId('step-hi')).toBeVisible()
    await window.keyboard.press('ControlOrMeta+Alt+B')
    await window.getByTestId('way-entry-in').click()
    await expect(window.getByTestId('standing-step')).toBeVisible()
    await window.getByTestId('add-event').click()
    await expect(window.getByTestId('event-form')).toBeVisible()
    expect(await seriousViolations(window)).toEqual([])
    await window.keyboard.press('Escape')
    for (const view of [/^Along time/, /^Events/, /^Who/]) {
      await window.getByTestId('scratch-views').getByText(view).click()
      expect(await seriousViolations(window)).toEqual([])
    }
    await window.getByTestId('keep-case').click()
    await window.getByTestId('case-keep').click()
    await window.getByTestId('tab-cases').click()
    await expect(window.getByTestId('case')).toHaveAttribute('data-status', 'passed')
    await window.getByTestId('step-wait').click()
    await window.keyboard.press('Delete')
    await expect(window.getByTestId('case')).not.toHaveAttribute('data-status', 'passed')
    expect(await seriousViolations(window)).toEqual([])
  })

  test('stages, notes and comments have no serious accessibility violations', async ({ window }) => {
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
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('comments-wait').click()
    await window.getByTestId('comments-resolved').click()
    await window.getByTestId('comment-field').fill('More')
    expect(await seriousViolations(window)).toEqual([])
    await window.getByTestId('stage-name-first').focus()
    await window.keyboard.press('Shift+F10')
    await expect(window.getByRole('menuitem', { name: 'Rename' })).toBeFocused()
    expect(await seriousViolations(window)).toEqual([])
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} with more contrast`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce', contrast: 'more' } })

    test('every text stands out by 7:1, and what is selected or filled as well', async ({ window }) => {
      await expect(window.getByTestId('sample')).toBeVisible()
      expect(await weakContrasts(window)).toEqual([])
      await window.getByTestId('open-sample').click()
      await expect(window.getByTestId('run-facts')).toBeVisible()
      expect(await weakContrasts(window)).toEqual([])
      await dropJourney(window, JOURNEY)
      await expect(window.getByTestId('step-wait')).toBeVisible()
      for (const id of ['entry:in', 'wait', 'deal', 'hi', 'until', 'call']) {
        await openForm(window, id)
        expect(await weakContrasts(window), id).toEqual([])
      }
      await window.getByTestId('tab-problems').click()
      expect(await weakContrasts(window)).toEqual([])
      await window.getByTestId('rail-data').click()
      await expect(window.getByTestId('catalogue')).toBeVisible()
      expect(await weakContrasts(window)).toEqual([])
    })
  })
}

test('high contrast is chosen in the menu, kept over a reload, and given up again', async ({ window }) => {
  const contrast = () => window.evaluate(() => document.documentElement.dataset['contrast'])
  await window.getByTestId('start-new').click()
  await window.getByTestId('more').click()
  await window.getByTestId('high-contrast').click()
  await expect.poll(contrast).toBe('more')
  await window.reload()
  await expect(window.getByTestId('start')).toBeVisible()
  expect(await contrast()).toBe('more')
  await window.keyboard.press('Control+k')
  await expect(window.locator('input.mantine-Spotlight-search')).toBeFocused()
  await window.keyboard.type('high contrast')
  await window.keyboard.press('Enter')
  await expect.poll(contrast).toBeUndefined()
})

const JOURNEY = {
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
