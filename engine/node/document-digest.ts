import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/json.ts'
import type { JourneyDocument } from '../core/model/journey.ts'

/** `sha256:` and the hash of the document as RFC 8785 JSON without its layout, which never changes a number. */
export function documentDigest(document: JourneyDocument): string {
  const { layout: _layout, ...meaning } = document
  return `sha256:${createHash('sha256').update(canonicalJson(meaning)).digest('hex')}`
}
