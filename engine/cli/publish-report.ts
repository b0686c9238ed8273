import type { MethodOutput } from '../api/contract.ts'
import type { PublishPlan } from '../core/publish/plan.ts'
import { nameForPeople, statusInWords } from '../core/publish/publish-words.ts'

// What `rehearse publish` prints for people.

type Publication = MethodOutput<'publish.apply'>
type History = MethodOutput<'publish.history'>

const SIGNS = { create: '+', update: '~', replace: '±', unchanged: ' ', bind: ' ' } as const
const BY = { us: 'you', them: 'they', both: 'both, each otherwise', bothAlike: 'both alike' } as const

export function planLines({ id, journeyName, connectionName, target, steps, changes, problems, there, inFlight, liveAtOnce, calls, budgets, blockers }: PublishPlan): string[] {
  const state = there === null ? 'it is not there yet' : `it is there, ${statusInWords(there.status)}${there.drifted ? ', and was changed there since it was published' : ''}`
  const severity = { error: 'error', loss: 'lost', note: 'kept in Rehearsal only' }
  return [
    `"${journeyName}" to ${connectionName} (${target}): ${state}`,
    ...steps.map(({ action, kind, name }) => `  ${SIGNS[action]} ${action.padEnd(9)} ${kind.padEnd(8)} ${nameForPeople(name)}`),
    ...changes.map(({ name, by, ours, theirs }) => `  changed by ${BY[by]}: ${name}: ${[...ours.map((one) => (by === 'us' ? one : `yours: ${one}`)), ...theirs.map((one) => (by === 'them' ? one : `theirs: ${one}`))].join('; ')}`),
    ...problems.map((problem) => `  ${problem.code} ${severity[problem.severity]}: ${problem.message} (${problem.path})`),
    ...(inFlight === null ? [] : [`People under way in it now: ${inFlight}`]),
    `${calls === 0 ? 'Nothing to do' : `${calls} ${calls === 1 ? 'thing' : 'things'} to make or change`}; ${liveAtOnce ? 'IT RUNS THERE: what is changed takes effect at once' : 'nobody receives anything by it, for switching on is a step of its own'}`,
    ...budgets.map((budget) => `  takes ${budget.needed} of ${budget.left} calls left (${budget.count} in ${Math.round(budget.perMs / 1000)} s: ${budget.id})`),
    ...blockers.map((blocker) => `Cannot be carried out: ${blocker}`),
    `Plan ${id}`,
  ]
}

export function publicationLines({ id, journeyName, connectionName, state, done, of, platformId, status, problem, problemSteps, approval, startedAt }: Publication): string[] {
  return [
    `"${journeyName}" to ${connectionName}: ${state}, ${done} of ${of} done${platformId === null ? '' : `, there as ${platformId}`}, ${statusInWords(status)}`,
    `  begun ${new Date(startedAt).toISOString()}, confirmed by ${approval.by} (${approval.door})`,
    ...(problem === null ? [] : [`  ${problem.code} ${problem.message}`, `  ${problem.help}`]),
    ...(problemSteps.length === 0 ? [] : [`  steps concerned: ${problemSteps.join(', ')}`]),
    `  Publication ${id}`,
  ]
}

export function historyLines(history: History): string[] {
  if (history.length === 0) return ['Nothing was published from this workspace yet.']
  return history.flatMap(({ publication, events }) => [
    ...publicationLines(publication),
    ...events.map(({ at, what, inWords, approval }) => `    ${new Date(at).toISOString()} ${what}${approval ? ` by ${approval.by}` : ''}: ${inWords}`),
  ])
}

export function checkLines({ publication, isThere, changes }: MethodOutput<'publish.check'>): string[] {
  if (!isThere) return [`"${publication.journeyName}" is not at ${publication.connectionName} any more`]
  const head = `"${publication.journeyName}" at ${publication.connectionName}: ${statusInWords(publication.status)}`
  if (changes.length === 0) return [`${head}, as it was published`]
  return [`${head}; changed there since it was published`, ...changes.map(({ name, theirs }) => `  ${name}: ${theirs.join('; ')}`)]
}

export function ledgerLines(entries: MethodOutput<'publish.ledger'>): string[] {
  return entries.map(({ at, state, status, method, path, what, problem }) => `${new Date(at).toISOString()} ${state.padEnd(8)} ${String(status ?? '').padEnd(3)} ${method} ${path}  ${what}${problem ? ` (${problem.message})` : ''}`)
}
