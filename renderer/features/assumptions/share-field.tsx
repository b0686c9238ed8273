import { TextInput } from '@mantine/core'
import type { Share } from '../../../engine/core/simulate/responses/response-schema.ts'
import { language } from '../../i18n/language.ts'
import { sized } from '../inspector/fields/sized.ts'
import { useDraft, type Commit } from '../inspector/fields/use-draft.ts'
import { shareOfText, textOfShare } from './share-text.ts'
import { assumeText } from './texts.ts'

const PERCENT = <span aria-hidden="true" style={{ color: 'var(--text-3)' }}>%</span>
/** Where the language puts it. */
const SIGN = language() === 'tr' ? { leftSection: PERCENT, leftSectionWidth: 26 } : { rightSection: PERCENT, rightSectionWidth: 26 }

interface ShareFieldProps {
  label: string
  value: Share | undefined
  onChange: Commit<Share | undefined>
  /** What an empty field means, in per cent. */
  placeholder: string
  testId: string
}

/** A share in per cent within a sentence: one number or a range. Empty: left out. */
export function ShareField({ label, value, onChange, placeholder, testId }: ShareFieldProps) {
  const draft = useDraft(value, textOfShare, (text) => {
    if (text.trim() === '') return onChange(undefined)
    const share = shareOfText(text)
    return share === undefined ? assumeText('notAShare') : onChange(share)
  })
  return (
    <TextInput
      className="tabular"
      value={draft.shown}
      error={draft.error}
      aria-label={label}
      placeholder={placeholder}
      onBlur={draft.leave}
      onChange={(event) => draft.change(event.currentTarget.value)}
      {...SIGN}
      data-testid={testId}
      {...sized(Math.max(88, 46 + 8 * draft.shown.length))}
    />
  )
}
