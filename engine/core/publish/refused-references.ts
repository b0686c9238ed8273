import type { JsonValue } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { ProblemList } from './problem-list.ts'
import type { Outgoing } from './target.ts'

/**
 * What a target made of a document, with an error for everything in the document that looks like a reference of ours: `{"$ref": "…"}` and nothing else, in the
 * body of a webhook, say. An id of the platform would be put in its place when it is sent, and that is not what a person saw and confirmed.
 */
export function withRefusedReferences(document: JourneyDocument, outgoing: Outgoing): Outgoing {
  const problems = new ProblemList('RH')
  const visit = (value: JsonValue, path: PropertyKey[]): void => {
    if (typeof value !== 'object' || value === null) return
    const members = Object.entries(value)
    if (!Array.isArray(value) && members.length === 1 && typeof value['$ref'] === 'string') {
      problems.error(1, path, `{"$ref": …} stands for an id of the platform in what is sent, and would be replaced by one`, 'Write it as text, or give it a second member.')
    }
    for (const [key, member] of members) visit(member, [...path, Array.isArray(value) ? Number(key) : key])
  }
  const { layout: _layout, ...rest } = document
  visit(rest as unknown as JsonValue, []) // as: a document is plain JSON
  return problems.all.length === 0 ? outgoing : { ...outgoing, problems: [...outgoing.problems, ...problems.all] }
}
