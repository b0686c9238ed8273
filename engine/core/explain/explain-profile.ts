import { lower } from '../compile/lower.ts'
import { inDialect } from '../dialect/in-dialect.ts'
import type { EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { runSpan } from '../simulate/figures.ts'
import { attributesOf, eventsOf, Reference } from '../simulate/reference.ts'
import type { ProfileView } from '../simulate/reference/evaluate.ts'
import type { RunOptions } from '../simulate/run.ts'
import { entryMisses } from './entry-misses.ts'
import type { ExplainedInstance, ExplainedJourney, Explanation } from './explanation.ts'
import { findProfile } from './find-profile.ts'
import { drawn, type DrawnJourney } from './journey-names.ts'
import { goalMisses, waitMisses } from './misses.ts'
import type { Pass } from './pass.ts'
import { ProfilePast, zoneOf } from './profile-past.ts'
import { Story } from './story.ts'
import { whereItStands } from './where-it-stands.ts'

/** Which profile of which run is explained. `dataset` has all columns: what people ask after may be any of them. `standing`: also where it stands at the end. */
export interface ExplainRequest { documents: readonly JourneyDocument[]; dataset: EventDataset; profileId: string; options: Pick<RunOptions, 'from' | 'until' | 'seed' | 'scenario' | 'assume' | 'dialect'>; standing?: boolean }

/**
 * Runs one profile through the reference engine and tells everything that happens to it, in order, with the reasons and what nearly
 * happened instead. Documents lint without errors. Throws E_PROFILE (unusable) for an unknown profile, and what a run throws.
 */
export function explainProfile({ documents: given, dataset, profileId, options, standing = false }: ExplainRequest): Explanation {
  const profile = findProfile(dataset, profileId)
  const program = lower(given, options.dialect)
  const documents = given.map((document) => inDialect(document, options.dialect).document) // whose exits, caps and segments the program numbers
  const journeys = documents.map((document, index) => drawn(program.journeys[index]!, document))
  const span = { ...runSpan(dataset, options), firstAt: dataset.firstAt }
  const attributes = attributesOf(dataset, profile)
  const story = new Story(journeys, attributes, { profileId, seed: options.seed ?? 0, scenario: options.scenario, until: span.until })
  new Reference(program, dataset, { ...options, observer: story, onTrace: (entry) => story.traced(entry) }).run(profile, profile + 1)
  story.finish()
  const events = eventsOf(dataset, profile)
  // What the engine kept as history has the messages sent among it; if it was never asked, the events are all there is.
  const past = new ProfilePast(story.history ?? events.filter(({ at }) => at <= span.until), attributes, story.changes)
  const viewOf = (zone: string): ProfileView => {
    const view = past.viewAt(past.history.length - 1, zone, span.until)
    const { attributes: now } = story.atEnd ?? view
    return { history: past.history, attributes: now, now: span.until, zone: zoneOf(now, zone) }
  }
  for (const question of story.questions) question.misses.unshift(...waitMisses(question, journeys, past))
  return {
    profile: {
      id: profileId,
      timeZone: zoneOf(attributes, program.journeys[0]!.timeZone).name,
      events: events.length,
      attributes: Object.fromEntries(attributes),
    },
    from: span.from,
    until: span.until,
    journeys: journeys.map((journey, index): ExplainedJourney => {
      const passes = story.passes.filter((pass) => pass.journey === index)
      return {
        id: journey.document.id,
        name: journey.name,
        timeZone: journey.program.timeZone,
        instances: passes.map((pass) => explainedInstance(pass, journey, passes, past)),
        entries: passes.length > 0 ? [] : entryMisses(journey, story.failedEntries[index]!, past, span),
      }
    }),
    happenings: story.happened,
    ...(standing ? { standing: whereItStands({ journeys, turns: program.turns, passes: story.passes, stood: story.stood, viewOf, ...span }) } : {}),
  }
}

function explainedInstance(pass: Pass, journey: DrawnJourney, passes: readonly Pass[], past: ProfilePast): ExplainedInstance {
  const { number, startedAt, endedAt, outcome, heldOut, reached } = pass
  const next = passes.find((one) => one.number > number && (pass.key === undefined || one.key === undefined || JSON.stringify(one.key) === JSON.stringify(pass.key)))
  return {
    number,
    startedAt,
    endedAt: endedAt ?? null,
    outcome: outcome ?? null,
    heldOut,
    goals: journey.program.goals.map(({ id }, goal) => ({
      id,
      reachedAt: reached.get(goal) ?? null,
      misses: reached.has(goal) ? [] : goalMisses(pass, goal, journey, past, endedAt === undefined || (next && next.startedAt < endedAt) ? undefined : next),
    })),
  }
}
