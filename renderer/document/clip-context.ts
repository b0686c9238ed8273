import * as z from 'zod'
import { canonicalJson } from '../../engine/core/json.ts'
import { freeId } from '../../engine/core/model/ids.ts'
import { journeySchema, type Entry, type Goal, type JourneyDocument, type Segment, type Stage } from '../../engine/core/model/journey.ts'
import type { Step } from '../../engine/core/model/steps/registry.ts'
import { referencesOf, withReferences } from '../../engine/core/segments/references.ts'
import type { Condition } from '../../engine/core/model/condition.ts'
import { noteItems, withNoteItems } from './layout.ts'

type Comment = { id: string; step: string } & Record<string, unknown>

/** What copied steps and entries refer to, and what was said of them: it goes with them to another journey. */
export const clipContextSchema = z.strictObject({
  segments: journeySchema.shape.segments,
  stages: journeySchema.shape.stages,
  goals: journeySchema.shape.goals,
  comments: z.array(z.looseObject({ id: z.string(), step: z.string() })).optional(),
})
export type ClipContext = z.infer<typeof clipContextSchema>

type Parts = { steps: Readonly<Record<string, Step>>; entries: readonly Entry[] }

/** The segments (with those they are made of), stages and goals that these parts name, and the comments on these nodes. */
export function contextOf(document: JourneyDocument, { steps, entries }: Parts, nodeIds: ReadonlySet<string>): ClipContext {
  const segments = segmentsOf(document, { steps, entries })
  const named = Object.values(steps)
  const stages = (document.stages ?? []).filter(({ id }) => named.some(({ stage }) => stage === id))
  const goals = (document.goals ?? []).filter(({ id }) => named.some((step) => step.kind === 'split' && step.goal === id))
  const comments = noteItems(document).filter((item): item is Comment => isComment(item) && nodeIds.has(item.step))
  return {
    ...(Object.keys(segments).length === 0 ? {} : { segments }),
    ...(stages.length === 0 ? {} : { stages }),
    ...(goals.length === 0 ? {} : { goals }),
    ...(comments.length === 0 ? {} : { comments }),
  }
}

function segmentsOf(document: JourneyDocument, parts: Parts): Record<string, Segment> {
  const found: Record<string, Segment> = {}
  // Only a reference has a member of that name where a condition, a trigger or a wait stands.
  const waiting = referencesOf(parts as unknown as Condition) // as: it looks at every member, whatever it is of
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const segment = document.segments !== undefined && Object.hasOwn(document.segments, id) ? document.segments[id] : undefined
    if (segment === undefined || Object.hasOwn(found, id)) continue
    found[id] = segment
    waiting.push(...referencesOf(segment.when))
  }
  return found
}

/** What a clip brings with it, told apart from what the target has already. */
export interface Brought {
  /** The parts with the ids that their references have at the target. */
  adapt(step: Step): Step
  adaptEntry(entry: Entry): Entry
  /** The document with what it lacked. */
  add(document: JourneyDocument): JourneyDocument
}

/**
 * How the context of a clip joins `target`: what is there under the same id with the same content is used, what is there under the id with
 * another content is brought under a new one, what says the same under another id is used too, and all else is added.
 */
export function broughtBy(context: ClipContext, target: JourneyDocument, nodeIds: ReadonlyMap<string, string>): Brought {
  const segments = segmentsFor(context.segments ?? {}, target)
  const stages = listFor<Stage>(context.stages ?? [], target.stages ?? [], ({ id, name }) => name ?? id)
  const goals = listFor<Goal>(context.goals ?? [], target.goals ?? [], ({ id: _id, ...goal }) => goal)
  const refer = <T>(parts: T): T => (segments.ids.size === 0 ? parts : (withReferences(parts as unknown as Condition, (id) => segments.ids.get(id) ?? id) as unknown as T)) // as: only ids are changed
  const taken = new Set(noteItems(target).flatMap((item) => (typeof item === 'object' && item !== null && 'id' in item ? [item.id] : [])))
  const comments = (context.comments ?? []).flatMap((comment): Comment[] => (nodeIds.has(comment.step) ? [{ ...comment, id: unused(comment.id, taken), step: nodeIds.get(comment.step)! }] : []))
  const replies = new Map((context.comments ?? []).map(({ id }, index) => [id, comments[index]?.id]))
  return {
    adapt: (step) => {
      const { stage: old, ...rest } = step
      const stage = old === undefined ? undefined : (stages.ids.get(old) ?? (target.stages?.some(({ id }) => id === old) ? old : undefined))
      const staged = refer((stage === undefined ? rest : { ...rest, stage }) as Step) // as: a step with or without its optional stage
      return staged.kind === 'split' && staged.goal !== undefined ? { ...staged, goal: goals.ids.get(staged.goal) ?? staged.goal } : staged
    },
    adaptEntry: refer,
    add: (document) => {
      const more: JourneyDocument = {
        ...document,
        ...(Object.keys(segments.added).length === 0 ? {} : { segments: { ...document.segments, ...segments.added } }),
        ...(stages.added.length === 0 ? {} : { stages: [...(document.stages ?? []), ...stages.added] }),
        ...(goals.added.length === 0 ? {} : { goals: [...(document.goals ?? []), ...goals.added] }),
      }
      if (comments.length === 0) return more
      const linked = comments.map((comment) => (typeof comment['replyTo'] === 'string' ? { ...comment, replyTo: replies.get(comment['replyTo']) ?? comment['replyTo'] } : comment))
      return withNoteItems(more, [...noteItems(more), ...linked])
    },
  }
}

function unused(id: string, taken: Set<unknown>): string {
  const free = freeId(id, (candidate) => taken.has(candidate))
  taken.add(free)
  return free
}

/** Where each segment of the clip is found at the target, and those that have to be added. One made of others is looked at after them. */
function segmentsFor(clip: Readonly<Record<string, Segment>>, target: JourneyDocument): { ids: Map<string, string>; added: Record<string, Segment> } {
  const there = target.segments ?? {}
  const ids = new Map<string, string>()
  const added: Record<string, Segment> = {}
  const settle = (id: string): string => {
    const known = ids.get(id)
    const segment = Object.hasOwn(clip, id) ? clip[id] : undefined
    if (known !== undefined || segment === undefined) return known ?? id
    // Segments in a circle are an error that the checks name; here each is taken under its own id.
    ids.set(id, id)
    const adapted: Segment = { ...segment, when: withReferences(segment.when, settle) }
    const said = canonicalJson(adapted)
    const isSame = (other: string) => Object.hasOwn(there, other) && canonicalJson(there[other]) === said
    const alike = isSame(id) ? id : Object.keys(there).find(isSame)
    const found = alike ?? freeId(id, (candidate) => Object.hasOwn(there, candidate) || Object.hasOwn(added, candidate))
    ids.set(id, found)
    if (alike === undefined) added[found] = adapted
    return found
  }
  for (const id of Object.keys(clip)) settle(id)
  return { ids, added }
}

function listFor<T extends { id: string }>(clip: readonly T[], there: readonly T[], content: (item: T) => unknown): { ids: Map<string, string>; added: T[] } {
  const ids = new Map<string, string>()
  const added: T[] = []
  for (const item of clip) {
    const said = canonicalJson(content(item))
    const alike = there.find((other) => other.id === item.id && canonicalJson(content(other)) === said) ?? there.find((other) => canonicalJson(content(other)) === said)
    const id = alike?.id ?? freeId(item.id, (candidate) => [...there, ...added].some((other) => other.id === candidate))
    ids.set(item.id, id)
    if (alike === undefined) added.push({ ...item, id })
  }
  return { ids, added }
}

function isComment(item: unknown): item is Comment {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' && 'step' in item && typeof item.step === 'string'
}
