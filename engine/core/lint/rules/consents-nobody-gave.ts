import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { CHANNELS, channelInWords } from '../../model/steps/message.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import type { LintContext } from '../lint-context.ts'
import { nearest } from '../nearest.ts'
import { knownAttributes } from './unknown-attributes.ts'

/** Only the value true consents, and missing does not: with an attribute nobody has, nothing is sent by that channel. */
export function consentsNobodyGave(document: JourneyDocument, { dataset, others = [] }: LintContext): Diagnostic[] {
  const consent = document.policies?.consent
  if (!dataset || !consent) return []
  const known = knownAttributes(dataset, [document, ...others])
  return CHANNELS.flatMap((channel): Diagnostic[] => {
    const attribute = consent[channel]
    if (attribute === undefined || known.includes(attribute)) return []
    const near = nearest(attribute, known)
    return [
      {
        code: 'J063',
        severity: 'warning',
        message: `no profile of the data has the attribute "${attribute}", by which people consent to ${channelInWords(channel)}, so nothing is sent by it`,
        help: near === undefined ? 'check its name, or add a profiles file that has it' : `did you mean "${near}"? Otherwise add a profiles file that has it`,
        path: jsonPath(['policies', 'consent', channel]),
        ...(near === undefined ? {} : fixWith(document, `Rename to "${near}"`, { path: ['policies', 'consent', channel], value: near })),
      },
    ]
  })
}
