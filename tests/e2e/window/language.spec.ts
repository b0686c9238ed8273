import { addCondition, choose, documentOf, dropJourney, expectUndo, openForm, write } from './forms.ts'
import { expect, test } from './served-window.ts'

const BASE = {
  format: 'journey',
  formatVersion: 1,
  id: 'base',
  name: 'Base',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'out' }],
  steps: { out: { kind: 'exit', outcome: 'done' } },
}

const withSteps = (steps: object, rest: object = {}) => ({ ...BASE, ...rest, steps: { ...steps, ...BASE.steps } })

test.describe('every row of the format has a form', () => {
  test('entries: a place, a segment, a schedule, a call', async ({ window }) => {
    await dropJourney(window, { ...BASE, segments: { vip: { name: 'VIPs', when: { attribute: 'vip', op: 'eq', value: true } } } })
    await openForm(window, 'entry:in')

    await choose(window, 'trigger-kind', 'They arrive at a place')
    await write(window, 'trigger-event', 'location')
    await write(window, 'coordinates', 'Istanbul')
    await expect(window.getByTestId('inspector')).toContainText('Write latitude and longitude')
    await write(window, 'coordinates', '41.0387, 28.9949')
    await expectUndo(window, 'Change place of entry')
    await write(window, 'radius', '250')
    await addCondition(window, 'weekday')
    await window.getByTestId('inspector').getByRole('button', { name: 'Monday' }).click()
    expect((await documentOf(window)).entries[0]).toEqual({
      id: 'in', trigger: { kind: 'event', event: 'location' }, next: 'out',
      where: { all: [{ near: { latitude: 41.0387, longitude: 28.9949, radiusM: 250 } }, { weekday: [2, 3, 4, 5] }] },
    })

    await choose(window, 'trigger-kind', 'They enter or leave a segment')
    await window.getByText('They leave it').click()
    expect((await documentOf(window)).entries[0]).toEqual({ id: 'in', trigger: { kind: 'segment', segment: 'vip', change: 'leave' }, where: { weekday: [2, 3, 4, 5] }, next: 'out' })

    await choose(window, 'trigger-kind', 'A time comes')
    await write(window, 'recurrence-every', '2')
    await window.getByTestId('inspector').getByRole('group', { name: 'On these days' }).getByRole('button', { name: 'Thursday' }).click()
    await write(window, 'recurrence-time', '6 pm')
    await expect(window.getByTestId('recurrence-time')).toHaveValue('18:00')
    await addCondition(window, 'segment')
    expect((await documentOf(window)).entries[0]?.trigger).toEqual({ kind: 'schedule', every: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;BYHOUR=18;BYMINUTE=0', audience: { segment: 'vip' } })
    await window.getByText('Write it as a rule (RFC 5545)').click()
    await write(window, 'recurrence-rule', 'FREQ=SOMETIMES')
    await expect(window.getByTestId('inspector')).toContainText('This rule cannot be read')
    await write(window, 'recurrence-rule', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24')
    expect((await documentOf(window)).entries[0]?.trigger).toMatchObject({ every: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24' })

    await window.getByTestId('inspector').getByText('Once', { exact: true }).click()
    await window.getByTestId('schedule-at').fill('2026-12-01')
    expect((await documentOf(window)).entries[0]?.trigger).toEqual({ kind: 'schedule', at: '2026-12-01T09:00', audience: { segment: 'vip' } })

    await choose(window, 'trigger-kind', 'Another system calls')
    await write(window, 'api-name', 'order-shipped')
    expect((await documentOf(window)).entries[0]?.trigger).toEqual({ kind: 'api', name: 'order-shipped' })
  })

  test('the condition builder: counts, sums, windows, sequences, opposites and groups', async ({ window }) => {
    await dropJourney(window, withSteps({ check: { kind: 'branch', branches: [{ id: 'first', when: { all: [] } }] } }))
    await openForm(window, 'check')
    const inspector = window.getByTestId('inspector')
    const condition = async () => (await documentOf(window)).steps['check']

    await addCondition(window, 'did')
    await write(window, 'did-event', 'product_view')
    await window.getByTestId('clause-count').click()
    await write(window, 'did-count', '4')
    await window.getByTestId('clause-per').click()
    await write(window, 'did-within', '1 month')
    await window.getByTestId('clause-ending-ago').click()
    await write(window, 'did-ending-ago', '2 weeks')
    await window.getByTestId('clause-not-followed').click()
    expect(await condition()).toMatchObject({
      branches: [{ when: { did: 'product_view', count: { op: 'gte', value: 4 }, per: 'productId', within: 'P1M', endingAgo: 'P2W', notFollowedBy: { did: 'purchase', within: 'PT1H' } } }],
    })

    await inspector.getByTestId('condition-menu').click()
    await window.getByRole('menuitem', { name: 'Say the opposite' }).click()
    await inspector.getByTestId('add-condition').last().click()
    await window.getByTestId('condition-measure').click()
    await write(window, 'measure-value', '250')
    await inspector.getByTestId('add-condition').last().click()
    await window.getByTestId('condition-sequence').click()
    await write(window, 'sequence-0', 'view')
    await write(window, 'sequence-1', 'cart')
    await inspector.getByTestId('add-condition').last().click()
    await window.getByTestId('condition-localTime').click()
    await write(window, 'local-to', '9:00')
    await expect(inspector).toContainText('same time')
    await write(window, 'local-to', '21')
    expect(await condition()).toMatchObject({
      branches: [{
        when: {
          all: [
            { not: { did: 'product_view' } },
            { did: 'signup', within: 'P30D', sum: { property: 'price', op: 'gte', value: 250 } },
            { sequence: [{ did: 'view' }, { did: 'cart' }], within: 'P1D' },
            { localTime: { from: '09:00', to: '21:00' } },
          ],
        },
      }],
    })
    await inspector.getByRole('combobox', { name: 'Match' }).click()
    await window.getByRole('option', { name: 'None of these' }).click()
    expect(await condition()).toMatchObject({ branches: [{ when: { not: { any: [{}, {}, {}, {}] } } }] })
  })

  test('waiting, splitting, sending, setting, calling, and going through another journey', async ({ window }) => {
    await dropJourney(window, { ...BASE, id: 'other', name: 'The other one' })
    await expect(window.getByTestId('journey-name')).toHaveValue('The other one')
    await dropJourney(window, withSteps({
      pause: { kind: 'delay', for: 'PT1H', next: 'out' },
      wait: { kind: 'waitFor', branches: [{ id: 'happened', event: 'view' }], timeout: { after: 'P1D' } },
      deal: { kind: 'split', variants: [{ id: 'a', name: 'A', weight: 1 }, { id: 'b', name: 'B', weight: 1 }] },
      text: { kind: 'message', channel: 'push', template: { title: 'Hi', body: 'There' } },
      set: { kind: 'update', set: {} },
      call: { kind: 'webhook', url: 'https://example.com/hook', method: 'POST' },
      through: { kind: 'journey', journey: 'nobody' },
    }, { goals: [{ id: 'ordered', event: 'purchase' }], segments: { vip: { name: 'VIPs', when: { attribute: 'vip', op: 'eq', value: true } } } }))
    await expect(window.getByTestId('journey-name')).toHaveValue('Base')
    const inspector = window.getByTestId('inspector')

    await openForm(window, 'pause')
    await write(window, 'delay-for', '1.5 h')
    await expect(window.getByTestId('delay-for')).toHaveValue('90 minutes')
    await write(window, 'delay-for', '1 month')
    await expect(inspector).toContainText('Months and years differ in length')
    await inspector.getByText('Until a time').click()
    await choose(window, 'until-day', 'the next Wednesday')
    await write(window, 'until-time', '7:30 am')

    await openForm(window, 'wait')
    await window.getByTestId('add-segment-branch').click()
    await choose(window, 'look', 'Also what happened before')
    await write(window, 'look-back', '30 min')
    await write(window, 'timeout-after', '3 days')
    await window.getByTestId('wait-branch-1').getByRole('button', { name: 'More' }).click()
    await window.getByRole('menuitem', { name: 'Move up' }).click()
    await expectUndo(window, 'Change order of ways of Wait for view or vip')

    await openForm(window, 'deal')
    await window.getByTestId('add-variant').click()
    await write(window, 'weight-0', '50')
    await inspector.getByText('Name a winner by itself').click()
    await write(window, 'winner-minimum', '200')

    await openForm(window, 'text')
    await window.getByTestId('make-variants').click()
    await write(window, 'variant-share-0', '70')
    await choose(window, 'on-suppressed', 'Done')
    await inspector.getByText('Quiet hours', { exact: true }).click()

    await openForm(window, 'set')
    await window.getByTestId('add-attribute').click()
    await write(window, 'set-name-0', 'tier')
    await write(window, 'set-value-0', '3')

    await openForm(window, 'call')
    await write(window, 'webhook-url', 'https://crm.example.com')
    await window.getByTestId('add-body').click()
    await choose(window, 'on-error', 'Done')

    await openForm(window, 'through')
    await choose(window, 'sub-journey', 'The other one')
    await inspector.getByText('Go on at once').click()

    const { steps } = await documentOf(window)
    expect(steps).toMatchObject({
      pause: { kind: 'delay', until: { weekday: 3, time: '07:30' }, next: 'out' },
      wait: { branches: [{ id: 'vip', segment: 'vip' }, { id: 'happened', event: 'view' }], look: 'PT30M', timeout: { after: 'P3D' } },
      deal: { variants: [{ id: 'a', weight: 50 }, { id: 'b', weight: 25 }, { id: 'c', weight: 25 }], autoWinner: { after: 'P7D', metric: 'ordered', minimum: 200 } },
      text: { variants: [{ id: 'a', weight: 70, template: { title: 'Hi' } }, { id: 'b', weight: 30 }], onSuppressed: 'out', exempt: ['quietHours'] },
      set: { set: { tier: 3 } },
      call: { url: 'https://crm.example.com', body: { profileId: '{{ profile.id }}' }, onError: 'out' },
      through: { journey: 'other', wait: false },
    })
    expect(steps['pause']).not.toHaveProperty('for')
  })

  test('the journey itself: re-entry, goals, exits, rules for sending, dates and zone', async ({ window }) => {
    await dropJourney(window, { ...BASE, segments: { gone: { name: 'Gone', when: { did: 'open', within: 'P7D', count: { op: 'eq', value: 0 } } } } })
    const inspector = window.getByTestId('inspector')
    await expect(window.getByTestId('fold-reentry')).toContainText('Once per person')
    for (const part of ['reentry', 'exits', 'quiet', 'caps', 'consent', 'holdout', 'calendar']) await window.getByTestId(`fold-${part}`).click()

    await inspector.getByText('Every time').click()
    await window.getByTestId('add-reentry-key').click()
    await write(window, 'reentry-key', 'orderId')
    await window.getByTestId('add-limit').click()
    await write(window, 'limit-count', '2')

    await window.getByTestId('add-goal').click()
    await write(window, 'goal-event-0', 'purchase')
    await window.getByTestId('add-goal-value').click()
    await write(window, 'goal-window', '1 week')
    await inspector.getByText('Reaching it ends the journey').click()

    await window.getByTestId('add-segment-exit').click()

    await window.getByTestId('add-quiet-hours').click()
    await write(window, 'quiet-from', '10 pm')
    await write(window, 'quiet-to', '8')
    await window.getByTestId('add-cap').click()
    await write(window, 'cap-count-0', '2')
    await choose(window, 'cap-full-0', 'wait for room')
    await window.getByTestId('add-consent-email').click()
    await window.getByTestId('add-holdout').click()
    await write(window, 'holdout-share', '5')
    await write(window, 'priority', '10')

    await window.getByTestId('time-zone').click()
    await window.getByTestId('time-zone').fill('istan')
    await window.getByRole('option', { name: /Istanbul/ }).click()
    await window.getByTestId('currency').click()
    await window.getByTestId('currency').fill('turkish')
    await window.getByRole('option', { name: 'TRY · Turkish Lira' }).click()
    await window.getByTestId('active-from').fill('2026-12-01')

    const { id: _id, name: _name, format: _format, formatVersion: _version, entries: _entries, steps: _steps, segments: _segments, ...journey } = await documentOf(window)
    expect(journey).toEqual({
      reentry: { kind: 'always', key: 'orderId', limit: { count: 2, within: 'P30D' } },
      goals: [{ id: 'purchase', event: 'purchase', value: 'price', window: 'P1W', endsJourney: true }],
      exits: [{ id: 'gone', segment: 'gone' }],
      policies: {
        quietHours: { from: '22:00', to: '08:00' },
        caps: [{ channel: '*', count: 2, within: 'P1D', onCap: { retryFor: 'P1D' } }],
        consent: { email: 'emailOptIn' },
        holdout: { share: 0.05 },
        priority: 10,
      },
      timeZone: 'Europe/Istanbul',
      currency: 'TRY',
      activeFrom: '2026-12-01',
    })
  })
})

test('a journey with every form is shown and saved as it was, untouched', async ({ window }) => {
  const journey = {
    ...withSteps({
      wait: { kind: 'waitFor', branches: [{ id: 'v', event: 'view', where: { property: 'price', op: 'between', value: [5, 50] } }], look: 'entry', next: undefined },
      until: { kind: 'delay', until: { date: '2026-11-10', time: '10:00' } },
      best: { kind: 'delay', bestTime: { within: 'P1D' } },
      many: {
        kind: 'branch',
        branches: [
          { id: 'a', when: { not: { not: { score: 'churn', op: 'lt', value: 0.3 } } } },
          { id: 'b', when: { any: [{ did: '*', within: 'P1Y', distinct: { property: 'category', op: 'gte', value: 3 } }, { all: [] }, { attribute: 'country', op: 'notIn', value: ['DE', 7, true] }] } },
          { id: 'c', when: { sequence: [{ did: 'view', where: { near: { latitude: 41, longitude: 29, radiusM: 100 } } }, { did: 'cart' }], endingAgo: 'P1M' } },
        ],
        else: 'out',
      },
      set: { kind: 'update', set: { a: null, list: [1, 2], text: 'true' } },
    }),
  }
  const written = JSON.parse(JSON.stringify(journey)) as object
  await dropJourney(window, written)
  for (const id of ['wait', 'until', 'best', 'many', 'set', 'out', 'entry:in']) {
    await openForm(window, id)
    await expect(window.getByTestId('inspector').getByRole('heading', { level: 2 })).toBeVisible()
  }
  expect(await documentOf(window)).toEqual(written)
  await expect(window.getByTestId('undo')).toHaveAttribute('aria-label', 'Nothing to undo')
})

test('a problem is fixed by its button, in one undo step, and the help says why it is one', async ({ window }) => {
  await dropJourney(window, withSteps({ wait: { kind: 'waitFor', branches: [{ id: 'v', event: 'view', next: 'out' }] } }, { entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }] }))
  await window.getByTestId('tab-problems').click()
  await window.getByTestId('fix').first().click()
  expect((await documentOf(window)).steps['wait']).toMatchObject({ timeout: { after: 'P7D' } })
  await window.getByTestId('undo').click()
  expect((await documentOf(window)).steps['wait']).not.toHaveProperty('timeout')

  // Undo shows the form of what it changed, which tells the problem as well.
  await window.getByRole('region', { name: 'warning' }).getByRole('button', { name: 'Why J021 matters' }).click()
  await expect(window.getByTestId('check-J021')).toBeVisible()
  await expect(window.getByTestId('check-J001')).toHaveCount(0)
  await window.getByTestId('checks-search').fill('loop')
  await expect(window.getByTestId('check-J014')).toBeVisible()
})
