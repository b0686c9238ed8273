import type { Reentry } from '../../../../engine/core/model/journey.ts'
import { withField } from '../../../document/commands/journey.ts'
import { CheckField, SwitchField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'

const HELP = { once: 'onceHelp', afterExit: 'afterExitHelp', always: 'alwaysHelp' } as const

/** Whether and when a person may come in again. */
export function ReentrySection({ reentry }: { reentry: Reentry }) {
  const set = (what: string, next: Reentry) => journeyEdit(what, (document) => ({ ...document, reentry: next }))
  return (
    <Section title={inspectorText('reentry')}>
      <SwitchField
        label={inspectorText('reentry')}
        value={reentry.kind}
        options={[
          { value: 'once', label: inspectorText('once') },
          { value: 'afterExit', label: inspectorText('afterExit') },
          { value: 'always', label: inspectorText('always') },
        ]}
        onChange={(kind) => set('re-entry', { kind })}
      />
      <p style={{ margin: 0, fontSize: 13, color: 'var(--text-3)' }}>{inspectorText(HELP[reentry.kind])}</p>
      {reentry.kind === 'afterExit' && (
        <DurationField label={inspectorText('cooldown')} value={reentry.cooldown} optional onChange={(cooldown) => set('cooldown', withField(reentry, 'cooldown', cooldown))} />
      )}
      {reentry.kind === 'always' && <TextField label={inspectorText('reentryKey')} value={reentry.key} onChange={(key) => set('re-entry key', withField(reentry, 'key', key))} />}
      {reentry.kind !== 'once' && (
        <>
          <CheckField
            label={inspectorText('limitOn')}
            value={reentry.limit !== undefined}
            onChange={(isOn) => set('re-entry limit', withField(reentry, 'limit', isOn ? { count: 3, within: 'P30D' } : undefined))}
          />
          {reentry.limit && (
            <>
              <NumberField label={inspectorText('limit')} unit="×" value={reentry.limit.count} onChange={(count) => set('re-entry limit', { ...reentry, limit: { ...reentry.limit!, count: count ?? 0 } })} />
              <DurationField label={inspectorText('within')} value={reentry.limit.within} onChange={(within) => set('re-entry limit', { ...reentry, limit: { ...reentry.limit!, within: within ?? '' } })} />
            </>
          )}
        </>
      )}
    </Section>
  )
}
