import { describe, expect, it } from 'vitest'
import { caseOf, textOfCase } from '../../../engine/core/cases/write-case.ts'
import { readCase } from '../../../engine/core/cases/read-case.ts'
import { runCase } from '../../../engine/core/cases/run-case.ts'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { explainProfile } from '../../../engine/core/explain/explain-profile.ts'
import { explanationSchema } from '../../../engine/core/explain/explanation.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import { buildDataset, profileCountOf, textAt } from '../../../engine/core/model/dataset.ts'
import { runSpan } from '../../../engine/core/simulate/figures.ts'
import { attributesOf, eventsOf, hasAttributeRow } from '../../../engine/core/simulate/reference.ts'
import { generateRun } from '../../differential/generate-run.ts'
import { RandomSource } from '../../differential/random-source.ts'

/** Every person of generated runs, as the window takes them out of their data: events, attributes, span. */
function people(seeds: number) {
  return Array.from({ length: seeds }, (_, index) => generateRun(new RandomSource(index + 1))).flatMap(({ documents, events, profiles, options }) => {
    const dataset = buildDataset(events, profiles)
    const span = runSpan(dataset, options)
    return Array.from({ length: profileCountOf(dataset) }, (_, profile) => {
      const own = eventsOf(dataset, profile).map(({ at, name, properties }) => ({ at, name, properties: { ...properties } as Record<string, JsonValue> })) // as: what is missing has no key
      const id = textAt(dataset.profileIds, profile)
      return { documents, dataset, id, own, attributes: Object.fromEntries(attributesOf(dataset, profile)), known: hasAttributeRow(dataset, profile), options: { ...options, ...span } }
    })
  })
}

/** The story, or the refusal of a run that has none. */
function told(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof RehearsalError)) throw error
    return error.code
  }
}

const PEOPLE = people(16)

describe('a person alone', () => {
  it('goes the way they went among all others, of the same events', () => {
    expect(PEOPLE.length).toBeGreaterThan(20)
    for (const { documents, dataset, id, own, attributes, known, options } of PEOPLE) {
      const alone = buildDataset(own.map((event) => ({ profileId: id, ...event })), known || own.length === 0 ? [{ profileId: id, attributes }] : [])
      const among = told(() => explainProfile({ documents, dataset, profileId: id, options }))
      expect(told(() => explainProfile({ documents, dataset: { ...alone, firstAt: dataset.firstAt }, profileId: id, options }))).toEqual(among)
    }
  })

  it('stands where the story ends, at every instant, as the contract says', () => {
    for (const { documents, dataset, id, own, options } of PEOPLE.filter((_, index) => index % 2 === 0)) {
      for (const until of [options.until, ...own.slice(0, 2).map(({ at }) => at)]) {
        const explanation = told(() => explainProfile({ documents, dataset, profileId: id, options: { ...options, until }, standing: true }))
        if (typeof explanation === 'string') continue
        const { happenings, standing } = explanationSchema.parse(JSON.parse(JSON.stringify(explanation)))
        const waiting = happenings.flatMap((happened) => (happened.what === 'waiting' ? [{ journey: happened.journey, instance: happened.instance, step: happened.step.id, until: happened.waits?.until ?? null }] : []))
        const standings = standing!.instances.map(({ journey, instance, step, timer }) => ({ journey, instance, step: step.id, until: timer?.at ?? null }))
        const order = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
        // The machine's own timer is when the story says the wait is over; a wait's timeout that was never told has none in either.
        expect(standings.map(({ until: _until, ...rest }) => rest).sort(order)).toEqual(waiting.map(({ until: _until, ...rest }) => rest).sort(order))
        for (const one of standings) {
          const same = waiting.filter(({ journey, instance, step }) => journey === one.journey && instance === one.instance && step === one.step)
          expect(same.map((each) => each.until)).toEqual([one.until])
        }
      }
    }
  })

  it('passes the test case that is made of their way, before and after it was a file', () => {
    for (const { documents: [document, ...beside], own, id, attributes, options } of PEOPLE.filter((_, index) => index % 2 === 0)) {
      const made = told(() => {
        const alone = { ...buildDataset(own.map((event) => ({ profileId: id, ...event })), [{ profileId: id, attributes }]), ...(own.length === 0 ? { firstAt: options.from } : {}) }
        const explanation = explainProfile({ documents: [document!, ...beside], dataset: alone, profileId: id, options })
        const material = { name: 'As it went', document: document!, beside, profile: { id, attributes }, events: own, from: options.from, until: options.until, seed: options.seed ?? 0, scenario: options.scenario }
        const file = readCase(textOfCase(caseOf(material, explanation)), 'made')
        return runCase(file, [document!, ...beside])
      })
      if (typeof made !== 'string') expect(made).toMatchObject({ passed: true, difference: null })
    }
  })
})
