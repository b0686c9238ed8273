import { conditionInWords } from '../model/condition-in-words.ts'
import { isAlways } from '../model/condition.ts'
import { durationInWords } from '../model/duration.ts'
import type { Entry, ExitCriterion, Goal, JourneyDocument } from '../model/journey.ts'
import { connectPort, kindOf, portsOf, type Step } from '../model/steps/registry.ts'

const ENTRY = 'entry:'

/** The node (and layout) id of an entry; the canvas and reports name it the same way. */
export function nodeOfEntry(entryId: string): string {
  return `${ENTRY}${entryId}`
}

/** A step without where its ports lead: connections are compared for themselves. */
export function withoutTargets(step: Step): Step {
  return portsOf(step).reduce((changed, port) => connectPort(changed, port.id, undefined), step)
}

/** What people call a step. */
export function nameOfStep(step: Step): string {
  return step.name !== undefined && step.name !== '' ? step.name : kindOf(step).label
}

/** What people call a node of the canvas; its id if the document has none of that id. */
export function nameOfNode(document: JourneyDocument, nodeId: string, nameOf: (step: Step) => string): string {
  const step = Object.hasOwn(document.steps, nodeId) ? document.steps[nodeId] : undefined
  if (step) return nameOf(step)
  const entry = document.entries.find(({ id }) => nodeOfEntry(id) === nodeId)
  return entry ? entryName(entry) : nodeId
}

/** An entry by what starts it: "signup". */
export function entryName({ trigger }: Entry): string {
  switch (trigger.kind) {
    case 'event': return trigger.event
    case 'segment': return `${trigger.change === 'enter' ? 'enters' : 'leaves'} ${trigger.segment}`
    case 'schedule': return `at ${trigger.at ?? trigger.every ?? ''}`
    case 'api': return `call ${trigger.name}`
  }
}

/** A goal in words: "purchase within 7 days". */
export function goalName({ event, window, where }: Goal): string {
  return `${event}${isAlways(where) ? '' : ` where ${conditionInWords(where)}`}${window === undefined ? '' : ` within ${durationInWords(window)}`}`
}

/** An exit in words: "unsubscribe", "in segment churned". */
export function exitName(exit: ExitCriterion): string {
  if ('segment' in exit) return `in segment ${exit.segment}`
  return `${exit.event}${isAlways(exit.where) ? '' : ` where ${conditionInWords(exit.where)}`}`
}

/** A note or a comment as `layout.notes` keeps it; `step` names the node a comment is about. */
export interface NoteItem extends Record<string, unknown> { id: string }

/** True for an item that can be told from the others; foreign files may hold anything. */
export function isNoteItem(item: unknown): item is NoteItem {
  return typeof item === 'object' && item !== null && typeof (item as { id?: unknown }).id === 'string' // as: asked for one member
}

/** The notes and comments of a document; items without an id of their own are left out. */
export function notesOf(document: JourneyDocument): NoteItem[] {
  const notes = document.layout?.['notes']
  if (!Array.isArray(notes)) return []
  return notes.filter(isNoteItem)
}
