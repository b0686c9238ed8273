import type { JourneyDocument } from '../model/journey.ts'
import { dialectOf } from './dialects.ts'
import type { DialectId } from './dialect-id.ts'
import { OUR_SWITCHES, type Switches } from './switches.ts'

/** A journey as a platform would run it: the document it would be given, and what its engine does otherwise. */
export interface InDialect { document: JourneyDocument; switches: Switches }

/** Undefined: by our own rules, the document as it is. */
export function inDialect(document: JourneyDocument, id: DialectId | undefined): InDialect {
  if (id === undefined) return { document, switches: OUR_SWITCHES }
  const { rules } = dialectOf(id)
  return {
    document: rules.reduce((so, { rewrite }) => rewrite?.(so) ?? so, document),
    switches: Object.assign({}, OUR_SWITCHES, ...rules.map(({ switches }) => switches ?? {})) as Switches, // as: Object.assign of several is untyped
  }
}
