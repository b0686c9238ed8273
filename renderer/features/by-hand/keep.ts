import { caseOf as makeCase, textOfCase } from '../../../engine/core/cases/write-case.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { questionOf } from './rehearse-scratch.ts'
import { eventsSoFar } from './scratch.ts'
import { useScratchStore } from './scratch-store.ts'
import { handText } from './texts.ts'

/**
 * Keeps the person as a test case that expects what happens. A case knows neither the first instant of the data nor which end of ranges was taken, and
 * knows its person from the start; so what it expects is asked for under its own conditions. False: it was refused, which is told.
 */
export async function keepCase(name: string, over: boolean): Promise<boolean> {
  const { origin, now } = useScratchStore.getState()
  if (origin === null || now === null) return false
  const { document } = documentStore.getState()
  const { seed, scenario, caseOf, together } = origin
  try {
    const { firstAt: _firstAt, assume: _assume, ...question } = questionOf(origin, now)
    const { from, until, profile } = question
    const explanation = await connection.call('people.rehearse', { ...question, profile: { ...profile, known: true } })
    const beside = await Promise.all(together.map(async (id) => (await connection.call('journeys.get', { id })).document))
    const file = makeCase({ name, document, beside, profile, events: eventsSoFar(now), from, until, seed, scenario: scenario ?? undefined }, explanation)
    const isOver = over && caseOf !== null
    const { id } = await connection.call('cases.save', { ...(isOver ? { id: caseOf.id } : {}), journeyId: document.id, name, text: textOfCase(file) })
    useScratchStore.setState(({ origin: still }) => ({ origin: still === null ? null : { ...still, caseOf: { id, name } } }))
    notify(handText(isOver ? 'keptOver' : 'kept'))
    return true
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error')
    return false
  }
}
