import type { JourneyDocument } from '../model/journey.ts'
import type { ProblemList } from './problem-list.ts'

/** How a platform does without a rule: what to do there instead. */
export interface Instead { readonly night: string; readonly consent: string; readonly stop: string }

/** Names every rule of a journey that holds messages back or opens and closes it, for platforms that have none of them. Numbers 63 to 70. */
export function tellOfLostPolicies({ policies = {}, activeFrom, activeUntil }: JourneyDocument, problems: ProblemList, instead: Instead): void {
  const { quietHours, caps, consent, holdout, priority } = policies
  if (quietHours) problems.loss(63, ['policies', 'quietHours'], 'messages go out at night, too', instead.night)
  if (caps && caps.length > 0) problems.loss(64, ['policies', 'caps'], 'nothing limits how many messages somebody gets', 'Space messages out with delays.')
  if (consent && Object.keys(consent).length > 0) problems.loss(65, ['policies', 'consent'], 'who has not agreed is sent messages, too', instead.consent)
  if (holdout && holdout.share > 0) problems.loss(66, ['policies', 'holdout'], 'nobody is held out', 'Begin with an A/B split whose one way leads to the end.')
  if (holdout?.share === 0) problems.note(67, ['policies', 'holdout'], 'it holds out nobody', 'Nothing to do.')
  if (priority !== undefined) problems.note(68, ['policies', 'priority'], 'journeys there know nothing of each other', 'It counts in rehearsals of several journeys only.')
  if (activeFrom !== undefined) problems.loss(69, ['activeFrom'], 'it begins when it is switched on', 'Switch it on at that time.')
  if (activeUntil !== undefined) problems.loss(70, ['activeUntil'], `it goes on until it is ${instead.stop}`, 'Do that at the time.')
}
