import { Badge, Button, Menu } from '@mantine/core'
import { IconArrowRight, IconCopy, IconEqual } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { share } from '../../i18n/numbers.ts'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { TemplateFields } from '../inspector/steps/template-fields.tsx'
import { partOf, templatePart, textPart } from '../../document/edited-part.ts'
import { DeviceSwitch } from './devices/device-switch.tsx'
import { DevicePreview } from './devices/preview.tsx'
import { LengthNotes } from './length-notes.tsx'
import { useLiquidNames } from './liquid-names.ts'
import type { MessageColumn } from './message-columns.ts'
import { PersonPicker } from './person-picker.tsx'
import { askedNames } from './preview-scope.ts'
import { useRendered } from './render-texts.ts'
import { templateEdit } from './template-edit.ts'
import { fieldLabel, messageText } from './texts.ts'
import { textsOfTemplate, usePreviewScope } from './use-preview.ts'
import { wordDiff } from './word-diff.ts'
import styles from './preview.module.css'

/** Texts side by side, each with its preview for the same person; what differs from the one they are compared with is marked. */
export function CompareColumns({ columns, children }: { columns: readonly MessageColumn[]; children: ReactNode }) {
  const [baseKey, setBase] = useState(columns[0]!.key)
  const base = columns.find(({ key }) => key === baseKey) ?? columns[0]!
  const { known } = useLiquidNames(base.stepId)
  const asked = askedNames(columns.flatMap(({ template }) => Object.values(textsOfTemplate(template))))
  const channels = [...new Set(columns.map(({ channel }) => channel))]
  return (
    <div className={styles.compare}>
      <div className={styles.compareHead}>
        {children}
        <PersonPicker events={known.events} asked={asked} />
        <ChoiceField
          label={messageText('against')}
          value={base.key}
          testId="compare-with"
          options={columns.map(({ key, label }) => ({ value: key, label }))}
          onChange={(next) => {
            if (next !== undefined) setBase(next)
            return undefined
          }}
        />
        {channels.map((channel) => (
          <DeviceSwitch key={channel} channel={channel} isNarrow={channel === 'email'} />
        ))}
      </div>
      <div className={styles.columns} role="list" aria-label={messageText('compare')} tabIndex={0} data-testid="compare-columns">
        {columns.map((column) => (
          <Column key={column.key} column={column} base={base} others={columns} events={known.events} />
        ))}
      </div>
    </div>
  )
}

function Column({ column, base, others, events }: { column: MessageColumn; base: MessageColumn; others: readonly MessageColumn[]; events: readonly string[] }) {
  const { key, label, stepId, channel, template, variant } = column
  const texts = textsOfTemplate(template)
  const { scope } = usePreviewScope(events, Object.values(texts))
  const fields = useRendered(texts, scope)
  const edit = templateEdit(stepId, variant)
  return (
    <section className={styles.column} role="listitem" aria-label={messageText('textNumber', { id: label })} data-testid={`column-${key}`}>
      <header className={styles.columnHead}>
        <h3>
          {label}
          {column.share !== undefined && (
            <Badge variant="default" className={`${styles.share} tabular`}>
              {share(column.share)}
            </Badge>
          )}
        </h3>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="compact-sm" leftSection={<IconCopy size={14} stroke={1.8} />} data-testid={`copy-from-${key}`} aria-label={messageText('copyAllOf', { from: label })}>
              {messageText('copyAll')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others
              .filter((other) => other.key !== key)
              .map((other) => (
                <Menu.Item key={other.key} leftSection={<IconArrowRight size={14} stroke={1.8} />} onClick={() => void templateEdit(other.stepId, other.variant)({ ...template }, textPart(other.label))}>
                  {messageText('copied', { from: label, to: other.label })}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </header>
      <div className={styles.stage} data-testid={`preview-${key}`}>
        {fields === undefined ? <p className={styles.waiting}>{messageText('rendering')}</p> : <DevicePreview channel={channel} fields={fields} at={scope.nowMs} isNarrow />}
      </div>
      {fields && <LengthNotes channel={channel} fields={fields} />}
      {key !== base.key && <Differences own={texts} base={textsOfTemplate(base.template)} ownLabel={label} baseLabel={base.label} onCopy={(field, text) => void edit({ ...template, [field]: text }, partOf(templatePart(field), label))} />}
      <TemplateFields stepId={stepId} channel={channel} value={template} onChange={(next, what) => edit(next, variant === undefined ? what : partOf(what, label))} />
    </section>
  )
}

interface DifferencesProps {
  own: Readonly<Record<string, string>>
  base: Readonly<Record<string, string>>
  ownLabel: string
  baseLabel: string
  onCopy(field: string, text: string): void
}

/** Field by field what this text has of its own: underlined and coloured; fields that are alike are left out. */
function Differences({ own, base, ownLabel, baseLabel, onCopy }: DifferencesProps) {
  const differing = [...new Set([...Object.keys(base), ...Object.keys(own)])].filter((field) => (own[field] ?? '') !== (base[field] ?? ''))
  if (differing.length === 0) {
    return (
      <p className={styles.same} data-testid="no-difference">
        <IconEqual size={15} stroke={2} aria-hidden="true" /> {messageText('sameHere', { id: baseLabel })}
      </p>
    )
  }
  return (
    <div className={styles.differences} role="group" aria-label={messageText('differs', { id: baseLabel })} data-testid="differences">
      {differing.map((field) => (
        <div key={field} className={styles.difference}>
          <span className={styles.fieldName}>{fieldLabel(field)}</span>
          <p className={styles.diffText}>
            {wordDiff(base[field] ?? '', own[field] ?? '').b.map(({ text, isOwn }, index) => (isOwn && text.trim() !== '' ? <ins key={index}>{text}</ins> : <span key={index}>{text}</span>))}
          </p>
          <Button variant="subtle" size="compact-sm" className={styles.open!} onClick={() => onCopy(field, base[field] ?? '')} data-testid={`take-${field}`}>
            {messageText('copyTo', { field: fieldLabel(field), from: baseLabel, to: ownLabel })}
          </Button>
        </div>
      ))}
      <p className={styles.waiting}>{messageText('marked')}</p>
    </div>
  )
}
