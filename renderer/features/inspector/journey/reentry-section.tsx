import type { Reentry } from '../../../../engine/core/model/journey.ts'
import { withField } from '../../../document/commands/journey.ts'
import { SwitchField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { FoldedSection, MoreClauses, Remark, Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { usePropertyNames } from '../condition/catalogue-names.ts'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { durationInWords } from '../../../i18n/in-words.ts'
import { type EditedPart } from '../../../document/edited-part.ts'

const HELP = { once: 'onceHelp', afterExit: 'afterExitHelp', always: 'alwaysHelp' } as const

/** Whether and when a person may come in again. */
export function ReentrySection({ reentry }: { reentry: Reentry }) {
  const { names } = usePropertyNames(undefined)
  const set = (what: EditedPart, next: Reentry) => journeyEdit(what, (document) => ({ ...document, reentry: next }))
  const { limit } = reentry.kind === 'once' ? { limit: undefined } : reentry
  // What goes with several kinds is kept when the kind is changed.
  const choose = (kind: Reentry['kind']) => set('reentry', kind === 'once' ? { kind } : { kind, ...(limit === undefined ? {} : { limit }) })
  return (
    <FoldedSection id="reentry" title={inspectorText('reentry')} summary={reentryInWords(reentry)}>
      <SwitchField
        label={inspectorText('reentry')}
        value={reentry.kind}
        options={[
          { value: 'once', label: inspectorText('once') },
          { value: 'afterExit', label: inspectorText('afterExit') },
          { value: 'always', label: inspectorText('always') },
        ]}
        onChange={choose}
      />
      <Remark>{inspectorText(HELP[reentry.kind])}</Remark>
      {reentry.kind === 'afterExit' && reentry.cooldown !== undefined && (
        <Sentence onRemove={() => set('cooldown', withField(reentry, 'cooldown', undefined))}>
          <Words>{inspectorText('cooldown')}</Words>
          <DurationField label={inspectorText('cooldown')} showLabel={false} value={reentry.cooldown} testId="cooldown" onChange={(cooldown) => set('cooldown', withField(reentry, 'cooldown', cooldown))} />
          <Words>{inspectorText('cooldownAfter')}</Words>
        </Sentence>
      )}
      {reentry.kind === 'always' && reentry.key !== undefined && (
        <Sentence onRemove={() => set('reentryKey', withField(reentry, 'key', undefined))}>
          <Words>{inspectorText('reentryKey')}</Words>
          <TextField label={inspectorText('reentryKey')} showLabel={false} value={reentry.key} suggestions={names} testId="reentry-key" onChange={(key) => set('reentryKey', { ...reentry, key: key ?? '' })} />
        </Sentence>
      )}
      {reentry.kind !== 'once' && limit && (
        <Sentence onRemove={() => set('reentryLimit', withField(reentry, 'limit', undefined))}>
          <Words>{inspectorText('limit')}</Words>
          <NumberField label={inspectorText('limit')} showLabel={false} width={56} value={limit.count} testId="limit-count" onChange={(count) => set('reentryLimit', { ...reentry, limit: { ...limit, count: count ?? 0 } })} />
          <Words>{inspectorText('limitWithin')}</Words>
          <DurationField label={inspectorText('limitWithin')} showLabel={false} value={limit.within} onChange={(within) => set('reentryLimit', { ...reentry, limit: { ...limit, within: within ?? '' } })} />
        </Sentence>
      )}
      <MoreClauses
        clauses={[
          ...(reentry.kind === 'afterExit' && reentry.cooldown === undefined ? [{ label: inspectorText('addCooldown'), testId: 'add-cooldown', onAdd: () => set('cooldown', { ...reentry, cooldown: 'P1D' }) }] : []),
          ...(reentry.kind === 'always' && reentry.key === undefined ? [{ label: inspectorText('addKey'), testId: 'add-reentry-key', onAdd: () => set('reentryKey', { ...reentry, key: names[0] ?? 'orderId' }) }] : []),
          ...(reentry.kind !== 'once' && limit === undefined ? [{ label: inspectorText('addLimit'), testId: 'add-limit', onAdd: () => set('reentryLimit', { ...reentry, limit: { count: 3, within: 'P30D' } }) }] : []),
        ]}
      />
    </FoldedSection>
  )
}

/** When a person may come in again, in a few words. */
export function reentryInWords(reentry: Reentry): string {
  if (reentry.kind === 'once') return inspectorText('onceWords')
  const { limit } = reentry
  const limited = (words: string) => (limit === undefined ? words : inspectorText('limitWords', { words, count: limit.count, span: durationInWords(limit.within) }))
  if (reentry.kind === 'always') return limited(reentry.key === undefined ? inspectorText('alwaysWords') : inspectorText('alwaysKeyWords', { key: reentry.key }))
  return limited(reentry.cooldown === undefined ? inspectorText('afterExitWords') : inspectorText('cooldownWords', { span: durationInWords(reentry.cooldown) }))
}
