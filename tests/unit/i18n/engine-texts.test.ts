import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { methods } from '../../../engine/api/contract.ts'
import { coverageOf } from '../../../engine/core/coverage/coverage.ts'
import { makePeople } from '../../../engine/core/coverage/make-people.ts'
import { personInWords } from '../../../engine/core/coverage/person-in-words.ts'
import { wayInLine } from '../../../engine/core/coverage/way-in-words.ts'
import { DIALECT_IDS } from '../../../engine/core/dialect/dialect-id.ts'
import { dialectOf } from '../../../engine/core/dialect/dialects.ts'
import { diffJourneys } from '../../../engine/core/diff/diff-journeys.ts'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { explainProfile } from '../../../engine/core/explain/explain-profile.ts'
import { happenedInWords } from '../../../engine/core/explain/happened-in-words.ts'
import { journeySummary } from '../../../engine/core/explain/in-words.ts'
import { lintCatalogue } from '../../../engine/core/lint/catalogue.ts'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import type { LintContext } from '../../../engine/core/lint/lint-context.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { FILTERS, TAGS } from '../../../engine/core/liquid/filters.ts'
import * as flags from '../../../engine/core/explore/quality/flags.ts'
import { againstEvents, againstStatistics, type Told } from '../../../engine/core/forecast/against.ts'
import { comparedInWords, summaryInWords } from '../../../engine/core/forecast/in-words.ts'
import type { Compared } from '../../../engine/core/forecast/forecast-schema.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { conditionInWords } from '../../../engine/core/model/condition-in-words.ts'
import { buildDataset, profileCountOf, textAt, type PlainEvent, type PlainProfile } from '../../../engine/core/model/dataset.ts'
import { msInWords } from '../../../engine/core/model/duration.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { channelInWords, CHANNELS } from '../../../engine/core/model/steps/message.ts'
import { kindOf, portsOf, STEP_KINDS, summaryOf } from '../../../engine/core/model/steps/registry.ts'
import { TARGETS } from '../../../engine/core/publish/targets/index.ts'
import { simulateTogetherWithKernel } from '../../../engine/core/simulate/kernel.ts'
import type { RunOptions } from '../../../engine/core/simulate/run.ts'
import { tunables } from '../../../engine/core/what-if/tunables.ts'
import { previewFile } from '../../../engine/node/ingest/index.ts'
import { templates } from '../../../engine/templates/index.ts'
import { toldLines, type ToldLine } from '../../../renderer/features/explain/told-lines.ts'
import { speak } from '../../../renderer/i18n/language.ts'
import { fromEngine, isPhrase, takePhrases } from '../../../renderer/i18n/phrasebook.ts'
import { PHRASES, PIECES } from '../../../renderer/i18n/tr/index.ts'
import { generateCondition } from '../../differential/generate-condition.ts'
import { generateRun } from '../../differential/generate-run.ts'
import { RandomSource } from '../../differential/random-source.ts'
import { generateRhythm } from '../../differential/rhythm.ts'
import { forecastBy, loggedRun } from '../forecast/forecast-bench.ts'
import { fileWith, importFiles } from '../ingest/files.ts'
import { readCases } from '../../golden/read-case.ts'
import { messyFacts, messyJourneys } from '../lint/messy-journeys.ts'
import { Missing } from './missing.ts'

beforeAll(() => {
  speak('tr')
  takePhrases(PHRASES, PIECES)
})

afterAll(() => {
  speak('en')
  takePhrases([])
})

const golden = readCases(join(import.meta.dirname, '../../golden'))

function expectNothingMissing(look: (missing: Missing) => void, atLeast: number): void {
  const missing = new Missing()
  look(missing)
  expect(missing.list).toEqual([])
  expect(missing.asked).toBeGreaterThanOrEqual(atLeast)
}

describe('every text of the engine has its Turkish', () => {
  it('the catalogue of checks', () => {
    expectNothingMissing((missing) => {
      for (const { title, why, todo, example, fix } of lintCatalogue()) for (const text of [title, why, todo, example, fix]) missing.look(text)
    }, 180)
  })

  it('findings of the examples, of generated journeys and of broken ones', () => {
    expectNothingMissing((missing) => {
      const examples = join(import.meta.dirname, '../lint/examples')
      for (const name of readdirSync(examples).filter((one) => one.endsWith('.journey.json'))) {
        const beside = join(examples, name.replace('.journey.', '.context.'))
        findings(readJourney(readFileSync(join(examples, name), 'utf8'), existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as LintContext) : {}).diagnostics, missing) // as: our own file
      }
      for (const { documents } of golden) for (const document of documents) findings(lintJourney(document, { others: documents }), missing)
      for (let seed = 1; seed <= 25; seed++) for (const document of generateRun(new RandomSource(seed)).documents) findings(lintJourney(document), missing)
      for (const drawn of fc.sample(messyJourneys, { numRuns: 150, seed: 8 })) {
        for (const context of [{}, { dataset: messyFacts, others: [drawn, { ...drawn, id: 'other' }] }]) findings(readJourney(JSON.stringify(drawn), context).diagnostics, missing)
      }
      // Brackets in brackets: what joins inside of them is no part of a value.
      missing.look('the goal "g2" filters by "(plan is over 0 or (plan is over 2 or plan is 0) or not (plan is 1)) or plan is over 0", which is always true there: purchase has just happened')
      for (const text of ['', '{', '{"a":1,}', '[]', '{"format":"journey","formatVersion":9}', '{"format":"journey","formatVersion":1,"id":"a","steps":{"a":{"kind":"delay","for":"soon"},"b":{"kind":"nothing"}},"entries":[{"id":1,"extra":2}]}']) findings(readJourney(text).diagnostics, missing)
    }, 500)
  })

  it('stories of the golden cases', () => {
    expectNothingMissing((missing) => {
      for (const run of golden) stories(run, missing)
    }, 1500)
  })

  it('stories of generated runs', () => {
    expectNothingMissing((missing) => {
      for (let seed = 1; seed <= 25; seed++) {
        try {
          stories(generateRun(new RandomSource(seed)), missing)
        } catch (error) {
          if (!(error instanceof RehearsalError)) throw error
          missing.look(error.message)
          missing.look(error.help)
        }
      }
    }, 600)
  }, 30_000)

  it('conditions, spans, channels, kinds of steps, their ways and what a card says of them', () => {
    expectNothingMissing((missing) => {
      for (let seed = 1; seed <= 1500; seed++) missing.look(conditionInWords(generateCondition(new RandomSource(seed), { segments: ['s1', 'of others'], hasEvent: true, rhythm: generateRhythm(new RandomSource(seed)) }, seed % 4)), 'condition')
      for (const ms of fc.sample(fc.integer({ min: 0, max: 1e11 }), { numRuns: 100, seed: 8 })) missing.look(msInWords(ms))
      for (const channel of CHANNELS) missing.look(channelInWords(channel))
      for (const { label } of Object.values(STEP_KINDS)) missing.look(label)
      for (const document of documents()) {
        for (const step of Object.values(document.steps)) {
          missing.look(kindOf(step).label)
          // Its summary is an address.
          if (step.kind !== 'webhook') missing.look(summaryOf(step), 'summary')
          for (const { id, label } of portsOf(step)) if (['next', 'else', 'suppressed', 'error', 'timeout'].includes(id)) missing.look(label)
        }
      }
    }, 1400)
  })

  it('ways, why nobody went them, and people who were made up', () => {
    expectNothingMissing((missing) => {
      for (const { documents: own, events, profiles, options } of golden) {
        const output = simulateTogetherWithKernel(own, buildDataset(events, profiles), options)
        own.forEach((document, index) => {
          for (const { way, why } of coverageOf(document, output.figures[index]!).ways) {
            missing.look(wayInLine(way, document), 'way')
            missing.look(why)
          }
        })
      }
      for (const { documents: own } of [...golden.slice(0, 10), ...templates.slice(0, 4).map(({ document }) => ({ documents: [document] }))]) {
        const work = makePeople({ document: own[0]!, beside: own.slice(1), seed: 0 })
        let step = work.next()
        while (!step.done) step = work.next()
        for (const { draft, file } of step.value.people) {
          missing.look(personInWords(draft), 'person')
          missing.look(file.name)
        }
        for (const { why } of step.value.missed) missing.look(why)
      }
    }, 800)
  }, 60_000)

  it('what can be turned in a what-if', () => {
    expectNothingMissing((missing) => {
      for (const document of documents()) for (const { words, label } of tunables(document)) {
        missing.look(words, 'tunable')
        missing.look(label, 'knob')
      }
    }, 300)
  })

  it('what differs between versions', () => {
    expectNothingMissing((missing) => {
      const all = documents()
      for (let index = 1; index < all.length; index++) {
        const { changes, layout } = diffJourneys(all[index - 1]!, { ...all[index]!, id: all[index - 1]!.id })
        for (const { inWords, fields } of changes) {
          missing.look(inWords, 'change_')
          for (const field of fields) missing.look(field.inWords, 'change_')
        }
        missing.look(layout.inWords, 'layout_')
      }
    }, 1000)
  })

  it('what each platform can do, and what a connection to it asks for', () => {
    expectNothingMissing((missing) => {
      for (const { capabilities, fields, secret } of TARGETS) {
        for (const { inWords } of Object.values(capabilities.abilities)) missing.look(inWords)
        missing.look(capabilities.inFlightInWords)
        missing.look(secret.help)
        for (const { label, help } of fields) {
          missing.look(label)
          missing.look(help)
        }
      }
    }, 150)
  })

  it('rules of dialects, and what they do to journeys', () => {
    expectNothingMissing((missing) => {
      for (const { rules, leftOut } of DIALECT_IDS.map(dialectOf)) {
        for (const sentence of leftOut) missing.look(sentence)
        for (const { says, guess, effects } of rules) {
          missing.look(says)
          missing.look(guess)
          for (const document of documents()) for (const { inWords } of effects(document)) missing.look(inWords)
        }
      }
    }, 70)
  })

  it('what is refused of a call', () => {
    expectNothingMissing((missing) => {
      for (const given of [null, 7, 'x', [], {}, { extra: true }]) for (const { input } of Object.values(methods)) {
        for (const { message } of input.safeParse(given).error?.issues ?? []) missing.look(message)
      }
    }, 5)
  })

  it('what looks wrong in data', () => {
    expectNothingMissing((missing) => {
      for (const [count, rows] of [[1, 7], [60, 1000], [12_345, 23_456]] as const) {
        for (const name of [undefined, 'app_open']) for (const hour of [0, count]) {
          quality(flags.burstDay({ index: 20_000, count, usual: 4 }, rows, name, { hour: 20_000 * 24, count: hour }), missing)
          quality(flags.burstHour({ index: 480_007, count, usual: 0.4 }, rows, name), missing)
        }
        for (const one of [flags.clockAhead(count, rows, 20_100, 20_400, 20_000), flags.clockBehind(count, rows, 3, 400, 20_000), flags.epoch(count, rows), flags.duplicates(count, rows), flags.heavyProfile(count, rows, 'p-1', 'note')]) quality(one, missing)
        for (const minute of [0, 180, 605]) for (const names of [[], ['open'], ['a', 'b', 'c', 'd', 'e', 'f']]) {
          quality(flags.oneTime(count, rows, minute, names), missing)
          quality(flags.daysOnly(count, rows, minute), missing)
        }
        quality(flags.daysOnly(rows, rows, 0), missing)
      }
      for (const lastDay of [20_000, 20_006]) quality(flags.missingDays({ firstDay: 20_000, lastDay, usual: 12 }), missing)
    }, 60)
  })

  it('what came of a forecast', () => {
    const KINDS = ['cameIn', 'entered', 'left', 'sent', 'heldBack', 'delivered', 'opened', 'clicked', 'goal', 'converted'] as const
    const rate = { rate: 0.4, of: 12, count: 5 }
    const row = (over: object) => ({ forecast: rate, actual: rate, interval: [0.1, 0.9], relative: null, per: 'person', ...over }) as unknown as Compared // as: what its sentences ask of it
    expectNothingMissing((missing) => {
      for (const kind of KINDS) for (const verdict of ['inside', 'above', 'below', 'tooEarly', 'tooFew'] as const) {
        for (const [difference, relative] of [[0, null], [0.0001, 0.2], [-0.25, -0.3], [0.25, 1.25]] as const) for (const isShare of [true, false]) for (const per of ['day', 'person'] as const) {
          missing.look(comparedInWords(row({ kind, verdict, difference, relative, per }), { isShare, fewest: 20, why: '' }))
        }
      }
      for (const [inside, above, below] of [[0, 0, 0], [9, 0, 0], [40, 1, 1], [3, 4, 0], [50, 6, 12]] as const) {
        const rows = [['inside', inside], ['above', above], ['below', below]] as const
        missing.look(summaryInWords(rows.flatMap(([verdict, n]) => Array.from({ length: n }, () => row({ verdict })))))
      }
    }, 100)
  })

  it('what is to be known of a forecast', () => {
    const { documents: [document], events, profiles } = golden.find(({ documents: own, events: of }) => own.length === 1 && of.length > 3)!
    const dataset = buildDataset(events, profiles)
    const logged = loggedRun(document!, dataset)
    const forecast = forecastBy(logged)
    const steps = Object.fromEntries(Object.keys(document!.steps).map((id) => [id, { entered: 3, sent: null, delivered: null, opened: null, clicked: null }]))
    const told = { source: 'platform', name: 'Acme', statistics: steps, since: dataset.firstAt, at: dataset.firstAt + 5e9, underWay: 2 } as unknown as Told // as: what its notes ask of it
    expectNothingMissing((missing) => {
      for (const runs of [forecast, forecastBy(logged, logged), { ...forecast, runs: [] }, { ...forecast, about: { ...forecast.about, isBefore: false, hasRanges: true } }]) {
        for (const { notes, rows, summary } of [againstEvents(document!, runs, { logged, dataset, name: 'later' }), againstStatistics(document!, runs, told), againstStatistics(document!, runs, { ...told, source: 'given', underWay: null })]) {
          for (const text of [summary, ...notes, ...rows.map(({ inWords }) => inWords)]) missing.look(text)
        }
      }
    }, 10)
  })

  it('what a file is taken for before it is imported, and why it cannot be', async () => {
    const files = [
      'user_id,timestamp,event,properties,plan\n1,2024-01-01T00:00:00Z,signup,"{""a"":1}",pro\n2,2024-01-02T00:00:00Z,buy,"{}",\n1,2024-01-03T00:00:00Z,buy,"{}",pro\n',
      'id;when;what;email\na;01.02.2024;x;a@example.com\nb;03.04.2024;y;b@example.com\n',
      'person,at,name,score\n1,2024-01-01,a,3\n2,2024-01-02,b,4.5\n1,2024-01-05,b,\n',
      'customer,at,name\n1,2024-01-01 10:00:00,a\n1,2024-01-01 11:00:00,b\n',
      'customer,at,name\n1,1704067200,a\n1,1704067300000,b\n',
      'a,b\n1,2\n3,4\n', 'a\n', '', '\n\n', 'user_id,event\n1,x\n1,"y\n', '{"userId":"1","at":"soon","name":7}\n{"broken"\n', 'user_id,timestamp,event\n,soon,\n',
    ]
    const missing = new Missing()
    for (const [index, content] of files.entries()) {
      const path = fileWith(content, content.startsWith('{') ? `events-${index}.jsonl` : `events-${index}.csv`)
      try {
        const { notes, columns } = await previewFile(path)
        for (const { text, help } of notes) for (const one of [text, help]) missing.look(one)
        for (const { why } of columns) missing.look(why)
        const { rejects } = await importFiles(path)
        for (const { reason } of rejects) missing.look(reason)
      } catch (error) {
        if (!(error instanceof RehearsalError)) throw error
        missing.look(error.message)
        missing.look(error.help)
      }
    }
    expect(missing.list).toEqual([])
    expect(missing.asked).toBeGreaterThanOrEqual(20)
  })

  it('what Liquid can do', () => {
    expectNothingMissing((missing) => {
      for (const { does } of [...FILTERS, ...TAGS]) missing.look(does)
    }, 30)
  })
})

it('phrases with few words of their own take no other sentence for theirs', () => {
  for (const text of ['Attribute "plan" is not known.', 'Attribute plan has no values.', 'Acme: Conditional splits', 'shop: nothing of it (yet) is known', 'there is no such window', 'Acme: Address: gone; Name: gone']) {
    expect(isPhrase(text), text).toBe(false)
    expect(fromEngine(text)).toBe(text)
  }
})

it('what was said once is said the same again', () => {
  const findingsOf = fc.sample(messyJourneys, { numRuns: 250, seed: 9 }).flatMap((document) => lintJourney(document, { dataset: messyFacts })).slice(0, 1000)
  const all = () => findingsOf.map(({ message, help }) => [fromEngine(message), fromEngine(help)])
  expect(findingsOf.length).toBe(1000)
  takePhrases(PHRASES, PIECES)
  expect(all()).toEqual(all())
})

function documents(): JourneyDocument[] {
  return [...golden.flatMap((one) => one.documents), ...templates.map(({ document }) => document)]
}

function findings(found: ReturnType<typeof lintJourney>, missing: Missing): void {
  for (const { message, help, fix } of found) {
    missing.look(message)
    missing.look(help)
    missing.look(fix?.label)
  }
}

function quality({ message, help }: { message: string; help: string }, missing: Missing): void {
  missing.look(message)
  missing.look(help)
}

function stories({ documents: own, events, profiles, options }: { documents: readonly JourneyDocument[]; events: readonly PlainEvent[]; profiles: readonly PlainProfile[]; options: RunOptions }, missing: Missing): void {
  const dataset = buildDataset(events, profiles)
  for (let profile = 0; profile < Math.min(3, profileCountOf(dataset)); profile++) {
    const explanation = explainProfile({ documents: own, dataset, profileId: textAt(dataset.profileIds, profile), options })
    for (const happened of explanation.happenings) told(toldLines(happenedInWords(happened, knownZone(happened.zone))), missing)
    for (const journey of explanation.journeys) for (const line of journeySummary(journey, explanation)) missing.look(line.trim())
  }
}

function told(lines: readonly ToldLine[], missing: Missing): void {
  for (const { text, mark, below } of lines) {
    missing.look(text, mark === null ? undefined : 'line')
    told(below, missing)
  }
}
