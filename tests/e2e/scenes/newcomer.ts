import { expect, test, type Page } from '@playwright/test'
import { channelInWords } from '../../../engine/core/model/steps/message.ts'
import { portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { LOAN, told } from './loan-application.ts'
import { KeyboardPerson, Person, type Effort, type Somebody } from './person.ts'
import type { Scene, Stage } from './scene.ts'

/** What a new step is called in the list of those that can be made. */
function kindWord(step: Step): string {
  if (step.kind === 'message') return `New: ${channelInWords(step.channel)}`
  return { waitFor: 'New: Wait for', branch: 'New: Branch', exit: 'New: Exit', delay: 'New: Delay', split: 'New: A/B split', update: 'New: Update profile', webhook: 'New: Webhook', journey: 'New: Journey' }[step.kind]
}

const inspector = (page: Page) => page.getByTestId('inspector')
const spoken = (after: string) => after.replace(/^PT?(\d+)([MHD])$/, (_all, amount: string, unit: 'M' | 'H' | 'D') => `${amount} ${{ M: 'min', H: 'h', D: 'days' }[unit]}`)

/** Fills in what the journey as a whole says; its form is what is shown while nothing is selected. */
async function sayTheJourney(person: Somebody): Promise<void> {
  const { page } = person
  const form = inspector(page)
  await person.write(form.getByLabel('Name', { exact: true }), LOAN.name!)
  await person.write(form.getByLabel('Description'), LOAN.description!)
  await person.click(page.getByTestId('fold-reentry'))
  await person.turn(form.getByRole('radiogroup', { name: 'Coming in again' }), 'After leaving')
  await person.click(page.getByTestId('add-cooldown'))
  await person.write(page.getByTestId('cooldown'), '14 days')
  for (const [index, goal] of LOAN.goals!.entries()) {
    await person.click(page.getByTestId('add-goal'))
    const item = page.getByTestId(`goal-form-${index}`)
    await person.write(page.getByTestId(`goal-event-${index}`), goal.event)
    await person.write(item.getByLabel('Name of the goal'), goal.id)
    await person.click(item.getByTestId('add-goal-value'))
    await person.write(item.getByTestId('goal-value'), goal.value!)
    await person.key('Tab')
    await person.write(item.getByTestId('goal-window'), spoken(goal.window!))
  }
  await person.click(page.getByTestId('fold-exits'))
  await person.click(page.getByTestId('add-event-exit'))
  await person.write(page.getByTestId('exit-form-0').getByTestId('exit-event-0'), 'application_withdraw')
  await person.key('Tab')
  await person.write(page.getByTestId('exit-form-0').getByLabel('Name of the exit'), 'withdrawn')
}

async function saySegments(person: Somebody): Promise<void> {
  const { page } = person
  await person.click(page.getByTestId('fold-segments'))
  await person.click(page.getByTestId('add-segment'))
  const good = page.getByTestId('segment-segment')
  await person.write(good.getByLabel('Name', { exact: true }), LOAN.segments!['pre-approved']!.name!)
  await person.pick(good.getByTestId('condition-kind'), page.getByTestId('condition-attribute'))
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
  await person.pick(stopped.getByRole('button', { name: 'where …' }), page.getByTestId('condition-property'))
  await person.write(stopped.getByLabel('Event property'), 'step')
  await person.key('Tab')
  await person.write(stopped.getByLabel('Value', { exact: true }), 'address')
  await person.key('Tab')
  await person.pick(stopped.getByTestId('add-condition').last(), page.getByTestId('condition-did'))
  await person.write(stopped.getByTestId('did-event').last(), 'application_submit')
  await person.key('Tab')
  await person.write(stopped.getByTestId('did-within').last(), '2 days')
  await person.pick(stopped.getByTestId('condition-menu').last(), page.getByRole('menuitem', { name: 'Say the opposite' }))
}

async function sayRules(person: Somebody): Promise<void> {
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
  await person.find(page.getByTestId('time-zone'), 'Istanbul')
  await person.find(page.getByTestId('currency'), 'TRY')
}

/** Says what one step is, in its form. */
async function sayStep(person: Somebody, step: Step): Promise<void> {
  const { page } = person
  const form = inspector(page)
  await person.write(page.getByTestId('step-name'), step.name!)
  const stage = LOAN.stages!.find(({ id }) => id === step.stage)!.name!
  if ((await page.getByTestId('step-stage').inputValue()) !== stage) {
    await person.find(page.getByTestId('step-stage'), stage)
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
      const [segment, attribute] = 'all' in branch.when ? branch.when.all : [branch.when, undefined]
      const { name } = LOAN.segments![segment && 'segment' in segment ? segment.segment : '']!
      await person.pick(way.getByTestId('add-condition'), page.getByRole('menuitem', { name: name! }))
      if (attribute === undefined) continue
      await person.pick(way.getByTestId('add-condition').last(), page.getByTestId('condition-attribute'))
      await person.write(way.getByLabel('Attribute'), 'employment')
      await person.key('Tab')
      await person.write(way.getByLabel('Value', { exact: true }), 'self-employed')
      await person.key('Tab')
    }
  }
  if (step.kind === 'exit' && (await page.getByTestId('exit-outcome').inputValue()) !== step.outcome) await person.write(page.getByTestId('exit-outcome'), step.outcome!)
}

/** From the form of a step that says where it leads: makes what is not there yet, and comes back for the next way. */
async function leadOn(person: Somebody, goal: JourneyDocument, stepId: string, made: Set<string>): Promise<void> {
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
    if (ways.slice(nth + 1).some((other) => other !== undefined)) await person.goBackTo(step.name!)
  }
}

/** The whole journey from the start screen to the saved journey, by whoever is at the window; what it took is answered. */
async function buildAll(person: Somebody, { document }: Stage): Promise<Effort> {
  const { page } = person
  // Longer than a test usually may take: it is some hundred things to do, and the machine may be busy.
  test.setTimeout(240_000)
  await person.click(page.getByTestId('start-new'))
  await sayTheJourney(person)
  await saySegments(person)
  await sayRules(person)
  const [entry] = LOAN.entries
  await person.write(page.getByTestId('start-event'), 'application_start')
  await person.key('Enter')
  const first = LOAN.steps[entry!.next]!
  await person.click(page.getByTestId(`next-${first.kind}`))
  await expect(page.getByTestId('step-name')).toBeFocused()
  await sayStep(person, first)
  await leadOn(person, LOAN, entry!.next, new Set([entry!.next]))
  await person.save()
  await expect(page.getByTestId('save-state')).not.toHaveAttribute('data-dirty')
  const { effort } = person
  expect(told(await document())).toEqual(told(LOAN))
  return { ...effort }
}

const allByMouse: Scene = {
  name: 'the loan application is built by mouse in one go, from the start screen until it is saved, without reading anything',
  async play(stage) {
    const { clicks, keys, scrolls } = await buildAll(new Person(stage.page), stage)
    // 148 clicks, 68 keys and 26 scrolls when this was written: a few more are friction that came back.
    expect(clicks).toBeLessThan(156)
    expect(keys).toBeLessThan(76)
    expect(scrolls).toBeLessThan(32)
  },
}

const allByKeyboard: Scene = {
  name: 'the loan application is built without a mouse in one go, from the start screen until it is saved',
  async play(stage) {
    const { clicks, keys } = await buildAll(new KeyboardPerson(stage.page), stage)
    expect(clicks).toBe(0)
    // 572 in a browser, 586 in the desktop app when this was written.
    expect(keys).toBeLessThan(640)
  },
}

// Each takes a minute and more, so each is played in one door; what they are made of is played in both by the scenes of the other areas.
export const NEWCOMER_SCENES: readonly Scene[] = [{ ...allByMouse, only: 'browser' }, { ...allByKeyboard, only: 'desktop' }]
