import type { StoredCase } from '../../../engine/api/contract.ts'
import { MOST_EVENTS_OF_A_PERSON } from '../../../engine/api/person-methods.ts'
import { caseInstant, profilesOf, type CaseFile } from '../../../engine/core/cases/case-format.ts'
import { readCase } from '../../../engine/core/cases/read-case.ts'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { instantOfBound, knownZone } from '../../../engine/core/model/calendar.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import { connection } from '../../bridge/connection.ts'
import { focusSoon } from '../../components/focus-soon.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { full } from '../../i18n/numbers.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { assumptionsOfRun, chosenBeside } from '../../stores/run-store.ts'
import { runAssumptions } from '../../stores/assumptions-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { withKeys } from './scratch.ts'
import { beginScratch, closeScratch, useScratchStore } from './scratch-store.ts'
import { handText } from './texts.ts'

const HOUR_MS = 3_600_000
const START_HOUR = 9

/** Opens an empty person: no data needed. Whoever is being tried out already stays. */
export function buildByHand(): void {
  const { document } = documentStore.getState()
  const { origin } = useScratchStore.getState()
  if (origin?.journeyId !== document.id) {
    const at = firstMorning()
    const { scenario = null, assume = null } = runAssumptions()
    beginScratch(
      { kind: 'nothing', journeyId: document.id, from: at, firstAt: null, seed: 0, together: chosenBeside(), scenario, assume, caseOf: null },
      { profile: { id: 'somebody', attributes: {}, known: true }, events: [], clock: at },
    )
  }
  showScratch('[data-testid="standing"] button')
}

/** Takes the person who is shown over from the run, to change what they did. */
export async function tryOutPerson(): Promise<void> {
  const { story } = usePersonStore.getState()
  if (story === null) return
  const { explanation, run } = story
  const { summary, result, together, document } = run
  try {
    const { profile, events, total, firstAt } = await connection.call('people.events', { datasetId: summary.datasetId, profileId: explanation.profile.id })
    if (total > events.length) return notify(handText('tooMany', { count: full(total), most: full(MOST_EVENTS_OF_A_PERSON) }), 'error')
    const scratch = { profile, events: withKeys(events), clock: result.until }
    const { scenario = null, assume = null } = assumptionsOfRun(run)
    const origin = { kind: 'data' as const, journeyId: document.id, from: result.from, firstAt, seed: result.seed, together: together.map(({ journeyId }) => journeyId), scenario, assume, caseOf: null }
    beginScratch(origin, scratch, { scratch, explanation })
    showScratch('[data-testid="scratch-clock"]')
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error', handText('notTaken'))
  }
}

/** Opens the person of a test case, at the end of the case; of a case of several, the first. */
export function openCase({ id, name, text }: StoredCase): void {
  try {
    const { given, ...file } = readCase(text, name)
    const [person] = profilesOf({ given, ...file })
    const { document } = documentStore.getState()
    const events = withKeys(person!.events.map(({ at, name: event, properties = {} }) => ({ at: caseInstant(at), name: event, properties: properties as Record<string, JsonValue> }))) // as: JSON, says its schema
    const from = given.from === undefined ? (events[0]?.at ?? firstMorning()) : caseInstant(given.from)
    const until = given.until === undefined ? (events.at(-1)?.at ?? from) : caseInstant(given.until)
    const profile = { id: person!.id, attributes: (person!.attributes ?? {}) as Record<string, JsonValue>, known: true } // as: JSON, says its schema
    beginScratch(
      { kind: 'case', journeyId: document.id, from, firstAt: null, seed: given.seed ?? 0, together: besideOf(given.journey, document.id), scenario: given.scenario ?? null, assume: null, caseOf: { id, name } },
      { profile, events, clock: until },
    )
    showScratch('[data-testid="scratch-clock"]')
  } catch (cause) {
    if (!(cause instanceof RehearsalError)) throw cause
    notify(errorInWords(cause), 'error', handText('notTaken'))
  }
}

/** The journeys of the workspace that a case runs beside the open one, by their keys there. */
function besideOf(journey: CaseFile['given']['journey'], ownId: string): string[] {
  const ids = (Array.isArray(journey) ? journey : [journey]).flatMap((one) => (typeof one === 'string' || one.id === ownId ? [] : [one.id]))
  return ids.flatMap((id) => useWorkspaceStore.getState().journeys?.find(({ journeyId }) => journeyId === id)?.id ?? [])
}

/** Closes it; what was tried out can be had back for a while. */
export function leaveScratch(): void {
  const before = useScratchStore.getState()
  closeScratch()
  if (before.past.length > 0) notifyUndoable({ message: handText('closed'), undo: () => useScratchStore.setState(before) })
}

function showScratch(focus: string): void {
  useUiStore.setState({ page: 'editor', resultsOpen: true, resultsTab: 'person' })
  // Once the panel is drawn, and the engine has said where the person stands.
  focusSoon(focus)
}

/** The morning on which the journey opens, else today's, by its own clock. */
function firstMorning(): number {
  const { activeFrom, timeZone = 'UTC' } = documentStore.getState().document
  if (activeFrom !== undefined) return instantOfBound(activeFrom, timeZone)
  const zone = knownZone(timeZone)
  const day = new Date(zone.wallAt(Date.now())).toISOString().slice(0, 10)
  return zone.instantOf(Date.parse(`${day}T00:00:00Z`) + START_HOUR * HOUR_MS)
}
