import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createActor, type AnyActorLogic } from 'xstate'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { StepClock } from '../../../engine/core/simulate/step-clock.ts'

const REPOSITORY = join(import.meta.dirname, '../../..')

const shop: JourneyDocument = {
  format: 'journey',
  formatVersion: 1,
  id: 'Passo Dükkân/1',
  name: 'First "purchase"',
  stages: [{ id: 'aware', name: 'Awareness & "more"' }, { id: 'empty', name: 'Nothing here' }],
  segments: { fresh: { when: { did: 'signup', within: 'P1D' } } },
  entries: [
    { id: 'in', trigger: { kind: 'event', event: 'signup' }, where: { segment: 'fresh' }, next: 'wait.1' },
    { id: 'again', trigger: { kind: 'event', event: 'login' }, next: 'split' },
  ],
  goals: [{ id: 'ordered', event: 'order', endsJourney: true }],
  exits: [{ id: 'left', event: 'unsubscribe' }],
  steps: {
    'wait.1': { kind: 'waitFor', name: 'Cart <soon>?', stage: 'aware', branches: [{ id: 'cart', event: 'cart', next: 'split' }], timeout: { after: 'PT1H', next: 'push' } },
    split: { kind: 'split', variants: [{ id: 'a', name: 'Text A', weight: 1, next: 'push' }, { id: 'b', weight: 1 }] },
    push: { kind: 'message', stage: 'aware', channel: 'push', template: { title: 'Hi' }, next: 'pause' },
    pause: { kind: 'delay', for: 'P1D', next: 'end' },
    end: { kind: 'exit', outcome: 'reminded' },
  },
}

describe('a journey as a Mermaid flowchart', () => {
  it('has a node a step in its stage, an edge a connection, and every sign Mermaid would misread written out', () => {
    expect(exportJourney(shop, 'mermaid')).toEqual({
      fileName: 'Passo-Dükkân-1.mmd',
      text: `flowchart LR
  e0(["in: signup"])
  e0 --> s0
  e1(["again: login"])
  e1 --> s1
  subgraph g0["Awareness &amp; #quot;more#quot;"]
    s0{{"Cart #lt;soon>?<br/>Wait up to 1 h for cart"}}
    s2("push<br/>Push: Hi")
  end
  s1{"split<br/>Text A 50 % · b 50 %"}
  s3{{"pause<br/>Wait 1 day"}}
  s4[["end<br/>Leaves as reminded"]]
  s0 -->|"cart"| s1
  s0 -->|"After 1 h"| s2
  s1 -->|"Text A"| s2
  s2 --> s3
  s3 --> s4
`,
    })
  })

  it('shows entries of every kind', () => {
    const entries: JourneyDocument['entries'] = [
      { id: 'a', trigger: { kind: 'segment', segment: 'fresh', change: 'leave' }, next: 'end' },
      { id: 'b', trigger: { kind: 'schedule', every: 'FREQ=DAILY' }, next: 'end' },
      { id: 'c', trigger: { kind: 'api', name: 'order-ready' }, next: 'end' },
    ]
    const { text } = exportJourney({ ...shop, entries, steps: { end: { kind: 'exit' } } }, 'mermaid')
    expect(text.split('\n').filter((line) => line.includes('(['))).toEqual(['  e0(["a: leave fresh"])', '  e1(["b: FREQ=DAILY"])', '  e2(["c: order-ready"])'])
  })
})

it('a journey as JSON is the document, ready to be read again', () => {
  const { fileName, text } = exportJourney(shop, 'json')
  expect([fileName, JSON.parse(text), text.endsWith('}\n')]).toEqual(['Passo-Dükkân-1.journey.json', shop, true])
})

interface Pass { log: string[]; clock: StepClock; program: { steps: readonly { id: string }[]; outcomes: readonly string[] } }
interface Exported {
  program: Pass['program']
  createJourneyMachine: (implementation: {
    guards: Record<string, (pass: Pass, event: { type: string }, params: Record<string, number>) => boolean>
    actions: Record<string, (pass: Pass, event: { type: string }, params: Record<string, number>) => void>
  }) => AnyActorLogic
}

describe('a journey as an XState module', () => {
  it('type-checks strictly, together with a program that uses it', () => {
    const { path } = aModule({
      'machine.ts': exportJourney(shop, 'xstate').text,
      'use.ts': `import { createActor } from 'xstate'
import { createJourneyMachine, program, type JourneyImplementation } from './machine.ts'
const yes = () => true
const nothing = () => {}
const implementation: JourneyImplementation<{ profileId: string }> = {
  guards: { entersBy: (context) => context.profileId !== '', endsByGoal: yes, endsByExit: yes, meets: yes, alreadyMet: yes, holds: yes, isDealt: (_, __, { variant }) => variant === 0 },
  actions: { arriveAt: nothing, leaveBy: nothing, endAs: nothing, countGoals: nothing, takeEvent: nothing, takeLookBack: nothing, deal: nothing, send: nothing, update: nothing },
}
const actor = createActor(createJourneyMachine(implementation), { input: { profileId: 'p' } })
actor.start()
actor.send({ type: 'journey.enter' })
export const first: string = program.steps[0].id
`,
      'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: 'nodenext', target: 'es2023', allowImportingTsExtensions: true, types: [], skipLibCheck: true }, files: ['use.ts'] }),
    })
    const checked = spawnSync(process.execPath, [join(REPOSITORY, 'node_modules/typescript/bin/tsc'), '-p', path('tsconfig.json')], { encoding: 'utf8' })
    expect([checked.status, checked.stdout]).toEqual([0, ''])
  })

  it('runs: the timeout sends a push, a day later the pass ends as reminded', async () => {
    const { log, clock } = await pass()
    clock.advanceTo(86_400_000 + 3_600_000, () => {})
    expect(log).toEqual(['0 at wait.1', '3600000 leaves wait.1', '3600000 at push', '3600000 sends push', '3600000 leaves push', '3600000 at pause', '90000000 leaves pause', '90000000 at end', '90000000 ends as reminded'])
  })

  it('runs: a cart leads to the split, and the goal ends a wait at once', async () => {
    const { log, clock, send } = await pass()
    clock.advanceTo(60_000, () => {})
    send('cart')
    clock.advanceTo(120_000, () => {})
    send('order')
    expect(log).toEqual(['0 at wait.1', '60000 counts goals', '60000 takes cart', '60000 leaves wait.1', '60000 at split', '60000 deals split', '60000 leaves split', '60000 at push', '60000 sends push', '60000 leaves push', '60000 at pause', '120000 counts goals', '120000 ends as goal:ordered'])
  })

  it.each(['\n', '\r', '\u2028', '\u2029'])('keeps a name with the line end %j inside its comment', (lineEnd) => {
    const { text } = exportJourney({ ...shop, name: `Shop${lineEnd}throw new Error('out of the comment') //` }, 'xstate')
    expect(text.split(/[\n\r\u2028\u2029]/).filter((line) => line.startsWith('throw'))).toEqual([])
  })

  it('is refused, by name, for what the machine cannot express yet', () => {
    const later: JourneyDocument = { ...shop, exits: [{ id: 'left', segment: 'fresh' }] }
    expect(() => exportJourney(later, 'xstate')).toThrow(expect.objectContaining({ code: 'J090', message: 'a segment exit cannot be simulated yet ($.exits[0])' }))
  })
})

/** A folder with these files, from which the repository's dependencies are in reach. */
function aModule(files: Record<string, string>): { path: (file: string) => string } {
  const folder = mkdtempSync(join(REPOSITORY, 'node_modules', '.exported-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return { path: (file) => join(folder, file) }
}

/** The exported module, imported and started for one profile who enters by `in` and is dealt the first variant. */
async function pass(): Promise<{ log: string[]; clock: StepClock; send: (type: string) => void }> {
  const { path } = aModule({ 'machine.ts': exportJourney(shop, 'xstate').text })
  const { createJourneyMachine, program } = (await import(pathToFileURL(path('machine.ts')).href)) as Exported // as: the module was written a line above
  const clock = new StepClock()
  const log: string[] = []
  const note = (what: (pass: Pass, event: { type: string }, params: Record<string, number>) => string) => (one: Pass, event: { type: string }, params: Record<string, number>) => void one.log.push(`${one.clock.now()} ${what(one, event, params)}`)
  const step = ({ program: { steps } }: Pass, number: number | undefined) => steps[number ?? -1]?.id
  const yes = () => true
  const machine = createJourneyMachine({
    guards: { entersBy: (_, __, { entry }) => entry === 0, endsByGoal: yes, endsByExit: yes, meets: yes, alreadyMet: () => false, holds: () => false, isDealt: (_, __, { variant }) => variant === 0 },
    actions: {
      arriveAt: note((one, _, params) => `at ${step(one, params.step)}`),
      leaveBy: note((one, _, params) => `leaves ${step(one, params.step)}`),
      endAs: note(({ program: { outcomes } }, _, params) => `ends as ${outcomes[params.outcome ?? -1]}`),
      countGoals: note(() => 'counts goals'),
      takeEvent: note((_, { type }) => `takes ${type}`),
      takeLookBack: note(() => 'looks back'),
      deal: note((one, _, params) => `deals ${step(one, params.step)}`),
      send: note((one, _, params) => `sends ${step(one, params.step)}`),
      update: note((one, _, params) => `updates at ${step(one, params.step)}`),
    },
  })
  const actor = createActor(machine, { clock, input: { log, clock, program } })
  actor.start()
  actor.send({ type: 'journey.enter' })
  return { log, clock, send: (type) => actor.send({ type }) }
}
