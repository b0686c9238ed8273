import { expect, test } from 'vitest'
import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import { bestFirst } from '../../../renderer/features/inspector/fields/best-first.ts'
import { blankTemplate, withChannel } from '../../../renderer/document/channel.ts'
import { summaryBesideName } from '../../../renderer/document/summary-beside-name.ts'

test('below the name of a step stands its summary; below a name that is what it does, only what that leaves out', () => {
  const wait = { kind: 'waitFor', branches: [{ id: 'b', event: 'purchase' }], timeout: { after: 'P2D' } } as const
  expect(summaryBesideName({ ...wait, branches: [...wait.branches] })).toBe('At most 2 days')
  expect(summaryBesideName({ ...wait, branches: [...wait.branches], name: 'Bought?' })).toBe('Wait up to 2 days for purchase')
  expect(summaryBesideName({ kind: 'waitFor', branches: [{ id: 'b', event: 'purchase' }] })).toBe('However long it takes')
  expect(summaryBesideName({ kind: 'delay', for: 'PT1H' })).toBe('Delay')
  expect(summaryBesideName({ kind: 'delay', until: { weekday: 1, time: '09:00' } })).toMatch(/Monday 09:00/)
  expect(summaryBesideName({ kind: 'message', channel: 'push', template: { title: 'Hello', body: 'Come in\nand look' } })).toBe('Push: Come in')
  expect(summaryBesideName({ kind: 'message', channel: 'sms', template: { body: 'Come in' } })).toBe('SMS')
  expect(summaryBesideName({ kind: 'message', channel: 'push', variants: [{ id: 'a', weight: 1, template: { title: 'A' } }, { id: 'b', weight: 1, template: { title: 'B' } }] })).toBe('Push in 2 texts')
  expect(summaryBesideName({ kind: 'update', set: { tier: 3 } })).toBe('tier = 3')
  expect(summaryBesideName({ kind: 'exit', outcome: 'gave-up' })).toBe('Exit')
  expect(summaryBesideName({ kind: 'exit', outcome: 'gave-up', name: 'No' })).toBe('Leaves as gave-up')
})

test('a message on another channel keeps what was written, and loses empty texts that nobody would see there', () => {
  const push: MessageStep = { kind: 'message', channel: 'push', template: { title: '', body: '' } }
  expect(withChannel(push, 'sms')).toEqual({ kind: 'message', channel: 'sms', template: { body: '' } })
  expect(withChannel({ ...push, template: { title: 'Hi', body: '' } }, 'sms').template).toEqual({ title: 'Hi', body: '' })
  expect(withChannel({ ...push, template: { title: '', body: '' } }, 'email').template).toEqual({ title: '', body: '' })
  expect(blankTemplate('sms')).toEqual({ body: '' })
})

test('a search of a list finds what is called so before what begins so and what holds it, also across groups', () => {
  const item = (label: string) => ({ value: label, label, disabled: false })
  const steps = { group: 'Steps', items: [item('Signed in five days?'), item('Not signed'), item('Signed')] }
  const kinds = { group: 'New', items: [item('New: SMS'), item('New: Exit')] }
  const found = (search: string, limit = 10) => JSON.stringify(bestFirst({ options: [kinds, steps], search, limit }).map((group) => ('items' in group ? group.items.map(({ label }) => label) : group.label)))
  expect(found('signed')).toBe('[["Signed","Signed in five days?","Not signed"]]')
  expect(found('s')).toBe('[["Signed in five days?","Signed","Not signed"],["New: SMS"]]')
  expect(found('', 3)).toBe('[["New: SMS","New: Exit"],["Signed in five days?"]]')
  expect(found('nothing')).toBe('[]')
})
