import { expect, type Page } from '@playwright/test'
import { channelInWords } from '../../../engine/core/model/steps/message.ts'
import { portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { LOAN, loanPart, SAID, told } from './loan-application.ts'
import { dropJourney } from '../window/forms.ts'
import { KeyboardPerson, Person } from './person.ts'
import type { Scene, Stage } from './scene.ts'

/** What a new step is called in the list of those that can be made. */
function kindWord(step: Step): string {
  if (step.kind === 'message') return `New: ${channelInWords(step.channel)}`
  return { waitFor: 'New: Wait for', branch: 'New: Branch', exit: 'New: Exit', delay: 'New: Delay', split: 'New: A/B split', update: 'New: Update profile', webhook: 'New: Webhook', journey: 'New: Journey' }[step.kind]
}

const inspector = (page: Page) => page.getByTestId('inspector')
const spoken = (after: string) => after.replace(/^PT?(\d+)([MHD])$/, (_all, amount: string, unit: 'M' | 'H' | 'D') => `${amount} ${{ M: 'min', H: 'h', D: 'days' }[unit]}`)

/** Fills in what the journey as a whole says; its form is what is shown while nothing is selected. */
async function sayTheJourney(person: Person): Promise<void> {
  const { page } = person
  const form = inspector(page)
  await person.write(form.getByLabel('Name', { exact: true }), LOAN.name!)
  await person.write(form.getByLabel('Description'), LOAN.description!)
  await person.click(page.getByTestId('fold-reentry'))
  await person.click(form.getByText('After leaving', { exact: true }))
  await person.click(page.getByTestId('add-cooldown'))
  await person.write(page.getByTestId('cooldown'), '14 days')
  for (const [index, goal] of LOAN.goals!.entries()) {
    await person.click(page.getByTestId('add-goal'))
    const item = page.getByTestId(`goal-form-${index}`)
    await person.write(item.getByLabel('Name of the goal'), goal.id)
    await person.write(page.getByTestId(`goal-event-${index}`), goal.event)
    await person.key('Tab')
    await person.click(item.getByTestId('add-goal-value'))
    await person.write(item.getByTestId('goal-value'), goal.value!)
    await person.key('Tab')
    await person.write(item.getByTestId('goal-window'), spoken(goal.window!))
  }
  await person.click(page.getByTestId('fold-exits'))
  await person.click(page.getByTestId('add-event-exit'))
  await person.write(page.getByTestId('exit-form-0').getByLabel('Event'), 'application_withdraw')
  await person.key('Tab')
  await person.write(page.getByTestId('exit-form-0').getByLabel('Name of the exit'), 'withdrawn')
}

async function saySegments(person: Person): Promise<void> {
  const { page } = person
  await person.click(page.getByTestId('fold-segments'))
  await person.click(page.getByTestId('add-segment'))
  const good = page.getByTestId('segment-segment')
  await person.write(good.getByLabel('Name', { exact: true }), LOAN.segments!['pre-approved']!.name!)
  await person.click(good.getByTestId('condition-kind'))
  await person.click(page.getByTestId('condition-attribute'))
  await person.write(good.getByLabel('Attribute'), 'scoreBand')
  await person.key('Tab')
  await person.choose(good.getByLabel('Comparison'), 'is one of')
  await person.click(good.getByLabel('Values'))
  for (const value of ['A', 'B']) {
    await person.type(value)
    await person.key('Enter')
  }

  await person.click(page.getByTestId('add-segment'))
  const stopped = page.getByTestId('segment-segment-2')
  await person.write(stopped.getByLabel('Name', { exact: true }), LOAN.segments!['stopped-at-documents']!.name!)
  await person.write(stopped.getByTestId('did-event'), 'form_step')
  await person.key('Tab')
  await person.write(stopped.getByTestId('did-within'), '2 days')
  await person.click(stopped.getByRole('button', { name: 'where …' }))
  await person.click(page.getByTestId('condition-property'))
  await person.write(stopped.getByLabel('Event property'), 'step')
  await person.key('Tab')
  await person.write(stopped.getByLabel('Value', { exact: true }), 'address')
  await person.key('Tab')
  await person.click(stopped.getByTestId('add-condition').last())
  await person.click(page.getByTestId('condition-did'))
  await person.write(stopped.getByTestId('did-event').last(), 'application_submit')
  await person.key('Tab')
  await person.write(stopped.getByTestId('did-within').last(), '2 days')
  await person.click(stopped.getByTestId('condition-menu').last())
  await person.click(page.getByRole('menuitem', { name: 'Say the opposite' }))
}

async function sayRules(person: Person): Promise<void> {
  const { page } = person
  await person.click(page.getByTestId('fold-quiet'))
  await person.click(page.getByTestId('add-quiet-hours'))
  await person.write(page.getByTestId('quiet-from'), '8:30 pm')
  await person.write(page.getByTestId('quiet-to'), '9')
  await person.click(page.getByTestId('fold-caps'))
  await person.click(page.getByTestId('add-cap'))
  await person.write(page.getByTestId('cap-count-0'), '4')
  await person.write(page.getByTestId('cap-0').getByLabel('In which time'), '7 days')
  await person.click(page.getByTestId('fold-consent'))
  for (const channel of ['email', 'sms', 'push']) await person.click(page.getByTestId(`add-consent-${channel}`))
  await person.click(page.getByTestId('fold-calendar'))
  await person.write(page.getByTestId('time-zone'), 'Istanbul')
  await person.key('Enter')
  await person.write(page.getByTestId('currency'), 'TRY')
  await person.key('Enter')
}

/** Says what one step is, in its form. */
async function sayStep(person: Person, step: Step): Promise<void> {
  const { page } = person
  const form = inspector(page)
  await person.write(page.getByTestId('step-name'), step.name!)
  const stage = LOAN.stages!.find(({ id }) => id === step.stage)!.name!
  if ((await page.getByTestId('step-stage').inputValue()) !== stage) {
    await person.write(page.getByTestId('step-stage'), stage)
    await person.key('Enter')
  }
  if (step.note !== undefined) await person.write(form.getByLabel('Note'), step.note)
  if (step.kind === 'waitFor') {
    for (const [index, branch] of step.branches.entries()) {
      if (index > 0) await person.click(page.getByTestId('add-branch'))
      await person.write(page.getByTestId(`wait-event-${index}`), 'event' in branch ? branch.event : '')
      await person.key('Tab')
    }
    await person.write(page.getByTestId('timeout-after'), spoken(step.timeout!.after))
  }
  if (step.kind === 'message') {
    for (const [field, label] of [['title', step.channel === 'email' ? 'Subject' : 'Title'], ['body', 'Text'], ['link', 'Link']] as const) {
      const text = step.template?.[field]
      if (typeof text === 'string') await person.write(form.getByLabel(label, { exact: true }), text)
    }
    if (step.exempt) await person.click(form.getByLabel('Quiet hours'))
  }
  if (step.kind === 'branch') {
    for (const [index, branch] of step.branches.entries()) {
      if (index > 0) await person.click(page.getByTestId('add-branch'))
      const way = page.getByTestId(`branch-${index}`)
      await person.write(way.getByLabel(`Way ${index + 1}`), branch.id)
      await person.click(way.getByTestId('add-condition'))
      await person.click(page.getByTestId('condition-segment'))
      const [segment, attribute] = 'all' in branch.when ? branch.when.all : [branch.when, undefined]
      const name = LOAN.segments![segment && 'segment' in segment ? segment.segment : '']!.name!
      if ((await way.getByLabel('Segment').inputValue()) !== name) await person.choose(way.getByLabel('Segment'), name)
      if (attribute === undefined) continue
      await person.click(way.getByTestId('add-condition').last())
      await person.click(page.getByTestId('condition-attribute'))
      await person.write(way.getByLabel('Attribute'), 'employment')
      await person.key('Tab')
      await person.write(way.getByLabel('Value', { exact: true }), 'self-employed')
      await person.key('Tab')
    }
  }
  if (step.kind === 'exit' && (await page.getByTestId('exit-outcome').inputValue()) !== step.outcome) await person.write(page.getByTestId('exit-outcome'), step.outcome!)
}

/** From the form of a step that says where it leads: makes what is not there yet, and comes back for the next way. */
async function leadOn(person: Person, goal: JourneyDocument, stepId: string, made: Set<string>): Promise<void> {
  const { page } = person
  const step = goal.steps[stepId]!
  const ways = portsOf(step).map(({ target }) => target)
  for (const [nth, to] of ways.entries()) {
    if (to === undefined) continue
    const field = inspector(page).locator('[data-testid^="target-"]').nth(nth)
    const next = goal.steps[to]!
    if (made.has(to)) {
      await person.choose(field, to === stepId ? 'This step again' : next.name!)
      continue
    }
    await person.choose(field, kindWord(next))
    await expect(page.getByTestId('step-name')).toBeFocused()
    made.add(to)
    await sayStep(person, next)
    await leadOn(person, goal, to, made)
    if (ways.slice(nth + 1).some((other) => other !== undefined)) await person.click(page.getByRole('treeitem', { name: new RegExp(`^${step.name!.replaceAll(/[?.]/g, '\\$&')}`) }).first())
  }
}

const formByMouse: Scene = {
  name: 'what the loan application says as a whole is said from the start screen, without reading anything',
  async play({ page, document }) {
    const person = new Person(page)
    await person.click(page.getByTestId('start-new'))
    await sayTheJourney(person)
    await saySegments(person)
    await sayRules(person)
    expect(told(await document())).toEqual(told(SAID))
    // Two clicks or keys more than a field, a choice or an added thing needs are friction that came back.
    expect(person.effort.clicks + person.effort.keys).toBeLessThan(140)
  },
}

const firstHalfByMouse: Scene = {
  name: 'the form and the documents of the loan application are built from an empty canvas, each step from the one before',
  play: (stage) => buildByMouse(stage, loanPart(['form', 'documents'], 'filling-in'), 200),
}

const secondHalfByMouse: Scene = {
  name: 'the approval and the signature of the loan application are built from an empty canvas, each step from the one before',
  play: (stage) => buildByMouse(stage, loanPart(['pre-approval', 'signature'], 'good-enough'), 150),
}

/** Builds a part of the journey whose form is filled in already, and looks whether it took more clicks and keys than it may. */
async function buildByMouse({ page, document }: Stage, goal: JourneyDocument, most: number): Promise<void> {
  await dropJourney(page, SAID)
  await expect(page.getByTestId('empty-canvas')).toBeVisible()
  const person = new Person(page)
  await person.write(page.getByTestId('start-event'), 'application_start')
  await person.key('Enter')
  const [entry] = goal.entries
  const first = goal.steps[entry!.next]!
  await person.click(page.getByTestId(`next-${first.kind}`))
  await person.click(page.getByTestId('tab-outline'))
  await sayStep(person, first)
  await leadOn(person, goal, entry!.next, new Set([entry!.next]))
  expect(told(await document())).toEqual(told(goal))
  expect(person.effort.clicks + person.effort.keys).toBeLessThan(most)
}

const firstStageByKeyboard: Scene = {
  name: 'the first stage of the loan application is built without a mouse',
  async play({ page, document }) {
    const person = new KeyboardPerson(page)
    await person.press(page.getByTestId('start-new'))
    await person.write(page.getByTestId('start-event'), 'application_start')
    await person.key('Enter')
    await person.press(page.getByTestId('next-waitFor'))
    await expect(page.getByTestId('step-name')).toBeFocused()
    await person.write(page.getByTestId('step-name'), 'Filling in the form')
    await person.write(page.getByTestId('step-stage'), 'Form')
    await person.key('Enter')
    await person.write(page.getByTestId('wait-event-0'), 'application_submit')
    await person.press(page.getByTestId('add-branch'))
    await person.tabTo(page.getByTestId('wait-event-1'), 'Shift+Tab')
    await person.write(page.getByTestId('wait-event-1'), 'form_step')
    await person.choose(inspector(page).locator('[data-testid^="target-"]').nth(1), 'This step again')
    await person.write(page.getByTestId('timeout-after'), '10 min')
    await person.choose(page.getByTestId('target-timeout'), 'In-app')
    await expect(page.getByTestId('step-name')).toBeFocused()
    await person.write(page.getByTestId('step-name'), 'Stuck? We help')
    await person.choose(page.getByTestId('target-next'), 'Wait for')
    await expect(page.getByTestId('step-name')).toBeFocused()
    await person.write(page.getByTestId('step-name'), 'A day to finish')
    await person.write(page.getByTestId('wait-event-0'), 'application_submit')
    await person.write(page.getByTestId('timeout-after'), '24')
    await person.key('ArrowUp')
    await person.key('ArrowDown')
    await person.choose(page.getByTestId('target-timeout'), 'Exit')
    await expect(page.getByTestId('step-name')).toBeFocused()
    await person.write(page.getByTestId('step-name'), 'Gave up')

    const { steps, stages, entries } = await document()
    expect(stages).toEqual([{ id: 'form', name: 'Form' }])
    expect(entries.map(({ trigger, next }) => ({ trigger, next }))).toEqual([{ trigger: { kind: 'event', event: 'application_start' }, next: 'waitFor' }])
    expect(steps).toMatchObject({
      waitFor: {
        name: 'Filling in the form',
        stage: 'form',
        branches: [{ event: 'application_submit' }, { event: 'form_step', next: 'waitFor' }],
        timeout: { after: 'PT10M', next: 'message' },
      },
      message: { channel: 'inApp', name: 'Stuck? We help', stage: 'form', next: 'waitFor-2' },
      'waitFor-2': { name: 'A day to finish', branches: [{ event: 'application_submit' }], timeout: { after: 'P24D', next: 'exit' } },
      exit: { kind: 'exit', name: 'Gave up', outcome: 'gave-up' },
    })
  },
}

export const NEWCOMER_SCENES: readonly Scene[] = [formByMouse, firstHalfByMouse, secondHalfByMouse, firstStageByKeyboard]
