import { RehearsalError } from '../../../errors.ts'
import { jsonPath, type JsonValue } from '../../../json.ts'
import { journeySchema, type JourneyDocument } from '../../../model/journey.ts'
import type { Found } from '../../resource.ts'
import type { Incoming } from '../../target.ts'
import { renderJson } from './render.ts'
import type { HttpSettings } from './settings.ts'

/** Reads an answer by the import of a mapping. */
export function readDocument(answer: JsonValue, template: string): { readonly document: JourneyDocument } | { readonly because: string } {
  const rendered = renderJson(template, { answer })
  if ('because' in rendered) return rendered
  const parsed = journeySchema.safeParse(rendered.value)
  if (parsed.success) return { document: parsed.data }
  const [issue] = parsed.error.issues
  return { because: `what it renders is no journey document: ${jsonPath(issue?.path ?? [])}: ${issue?.message ?? ''}` }
}

export function fromPlatform(found: readonly Found[], { mapping: { mapping } }: HttpSettings): Incoming {
  const journey = found.find(({ kind }) => kind === 'journey')
  if (!journey) throw new RehearsalError('E_TARGET_INPUT', 'there is no journey in it', 'Give what the service answers for a journey.', { unusable: true })
  if (mapping.import === undefined) throw new RehearsalError('E_TARGET_INPUT', 'the mapping of this connection has no way back', 'Add “import” to the mapping: Liquid that renders a journey document from answer.')
  const read = readDocument(journey.body, mapping.import)
  if ('because' in read) throw new RehearsalError('E_TARGET_INPUT', `the import of the mapping: ${read.because}`, 'Correct the import of the mapping, or give what the service answers for a journey.', { unusable: true })
  return { document: read.document, notes: [] }
}
