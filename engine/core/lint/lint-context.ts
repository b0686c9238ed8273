import type { JourneyDocument } from '../model/journey.ts'

/** How often a property or an attribute is there: `coverage` is the share of rows that have it, 0 to 1. */
export interface NameFacts { name: string; coverage: number }

/** What the checks look at of a dataset; its catalogue, as the contract describes it, has all of it. */
export interface DatasetFacts {
  events: readonly { name: string; count: number; properties: readonly NameFacts[] }[]
  attributes: readonly NameFacts[]
}

/**
 * What is known beside the document. Without `dataset` nothing is said about names in the data; `others` are the journeys that run
 * together with it (itself may be among them).
 */
export interface LintContext { dataset?: DatasetFacts; others?: readonly JourneyDocument[] }

/** Names that come with the simulation itself, whatever the data hold: messages and the reactions to them, attribute changes, any event. */
export function isOwnEvent(name: string): boolean {
  return name === '*' || name === '$sent' || name === '$set' || isReaction(name)
}

/** What people do to a message; it comes from the data or from a response model. */
export function isReaction(name: string): boolean {
  return name === '$opened' || name === '$clicked' || name === '$dismissed' || name === '$converted'
}
