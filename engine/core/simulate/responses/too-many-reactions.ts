import { RehearsalError } from '../../errors.ts'

/** More reactions of one profile than this are no model of anybody: messages and what comes of them go round without end. */
export const MOST_REACTIONS = 10_000

export function tooManyReactions(profileId: string): RehearsalError {
  return new RehearsalError(
    'S004',
    `profile "${profileId}" reacts to messages without end: more than ${MOST_REACTIONS.toLocaleString('en')} reactions in one run`,
    'what a message brings about leads to that message again; lower the shares, lengthen the delays, or limit the re-entry of the journey',
  )
}
