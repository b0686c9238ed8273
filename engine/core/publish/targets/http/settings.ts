import * as z from 'zod'
import type { SettingField } from '../../target.ts'
import { EXAMPLE_MAPPING } from './example-mapping.ts'
import { readMapping, type Mapping } from './mapping.ts'

export const httpSettingsSchema = z.strictObject({
  baseUrl: z.url('expected the base address of the service, such as https://journeys.example.com/api'),
  header: z.string().regex(/^[A-Za-z0-9-]*$/, 'expected the name of a header, or nothing').default('Authorization'),
  prefix: z.string().max(100).regex(/^[\x20-\x7e]*$/, 'expected letters that a header can hold').default('Bearer '),
  mapping: z.string().default(EXAMPLE_MAPPING).transform((text, context): { readonly mapping: Mapping } => {
    const read = readMapping(text)
    if ('mapping' in read) return read
    for (const message of read.problems) context.addIssue({ code: 'custom', message, input: text })
    return z.NEVER
  }),
})

export type HttpSettings = z.infer<typeof httpSettingsSchema>

export const HTTP_FIELDS: readonly SettingField[] = [
  { id: 'baseUrl', label: 'Base address', help: 'What the paths of the mapping are added to.', kind: 'url', isRequired: true },
  { id: 'header', label: 'Header of the secret', help: 'The header the secret is sent in. Empty: the service asks for none.', kind: 'text', isRequired: false, initial: 'Authorization', isVerbatim: true },
  { id: 'prefix', label: 'Before the secret', help: 'What stands before the secret in its header, blanks included.', kind: 'text', isRequired: false, initial: 'Bearer ', isVerbatim: true },
  {
    id: 'mapping',
    label: 'Mapping',
    help:
      'JSON whose texts are Liquid. body renders what is sent, from journey (the document), steps (its steps in the order people come to them) and name; the json filter writes any value as JSON. ' +
      'import renders a journey document from answer. Paths, headers and bodies of calls are given id, journeyId, name, token, status, action and payload (what body rendered). answer says by JSON pointers where ids, status and token stand in an answer.',
    kind: 'longText',
    isRequired: true,
    initial: EXAMPLE_MAPPING,
  },
]
