import { RehearsalError } from '../errors.ts'

/** More steps of one instance, rounds of one segment pass or nested starts of journeys at one instant than this are endless. */
export const STEPS_PER_INSTANT = 1000

/** More than 1,000 steps at one instant: a loop that lint could not see, by events looked back at again and again. */
export function endlessLoop(stepId: string, profileId: string): RehearsalError {
  return new RehearsalError(
    'S001',
    `profile "${profileId}" takes more than ${STEPS_PER_INSTANT} steps at one instant, and was at step "${stepId}": most likely it goes round in a loop`,
    'add a delay to the loop, or let its wait look only at what comes after arrival; so many steps in a row need a delay among them',
  )
}

/** More than 1,000 journeys started inside each other at one instant. */
export function endlessNesting(stepId: string, profileId: string): RehearsalError {
  return new RehearsalError(
    'S001',
    `profile "${profileId}" goes into journeys without end at step "${stepId}": more than ${STEPS_PER_INSTANT} started inside each other at one instant`,
    'let no journey lead back to itself without a delay, or give it a re-entry that admits one at a time',
  )
}

/** More than 1,000 rounds of one segment pass, in each of which something moved. */
export function endlessRounds(profileId: string): RehearsalError {
  return new RehearsalError(
    'S003',
    `profile "${profileId}" goes back and forth between segments: more than ${STEPS_PER_INSTANT} rounds at one instant`,
    'an update changes what a segment asks, and the segment leads back to that update; add a delay between them',
  )
}
