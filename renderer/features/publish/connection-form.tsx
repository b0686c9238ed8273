import { Button, Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { connectionText } from './connection-texts.ts'
import type { Connection } from './connections-store.ts'
import { closeEdit, saveConnection, useEditStore } from './edit-connection.ts'
import { asksForSecrets } from './secrets.ts'
import { useTargetsStore, type TargetFacts } from './targets-store.ts'
import styles from './publish.module.css'

type Field = TargetFacts['fields'][number]

/** What a connection is made of: a name, and what the platform wants to know. The secret is asked for elsewhere. */
export function ConnectionForm({ target: targetId, of }: { target: string; of: Connection | null }) {
  const target = useTargetsStore(({ targets }) => targets?.find(({ id }) => id === targetId))
  if (target === undefined) return null
  return (
    <Modal data-help="connections" opened onClose={closeEdit} size={560} title={of === null ? connectionText('newTitle', { platform: fromEngine(target.name) }) : connectionText('editTitle', { name: of.name })} closeButtonProps={{ 'aria-label': connectionText('close') }}>
      <Form target={target} of={of} />
    </Modal>
  )
}

function Form({ target, of }: { target: TargetFacts; of: Connection | null }) {
  const { error, isSaving } = useEditStore()
  const [name, setName] = useState(of?.name ?? fromEngine(target.name))
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(target.fields.map(({ id, initial = '' }) => [id, String(of?.settings[id] ?? initial)])))
  const [isChecked, setIsChecked] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsChecked(true)
    if (name.trim() === '' || target.fields.some((field) => wrongIn(field, values[field.id] ?? '') !== undefined)) return
    void saveConnection(name.trim(), settingsOf(target.fields, values))
  }
  return (
    <form className={styles.fields} onSubmit={submit} noValidate data-testid="connection-form">
      <TextInput
        label={connectionText('name')}
        description={connectionText('nameHelp')}
        placeholder={connectionText('namePlaceholder')}
        value={name}
        maxLength={80}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
        error={isChecked && name.trim() === '' ? connectionText('needed') : undefined}
        data-testid="connection-name"
      />
      {target.fields.map((field) => (
        <SettingField key={field.id} field={field} value={values[field.id] ?? ''} wrong={isChecked ? wrongIn(field, values[field.id] ?? '') : undefined} onChange={(value) => setValues({ ...values, [field.id]: value })} />
      ))}
      <div className={styles.note} data-tone="plain">
        <div className={styles.noteWords}>
          <p>{connectionText('secretHelp', { label: fromEngine(target.secret.label), help: fromEngine(target.secret.help) })}</p>
          {target.secret.scopes.length > 0 && <p className={styles.quiet}>{connectionText('scopes', { scopes: target.secret.scopes.join(', ') })}</p>}
          {of !== null && <p className={styles.quiet}>{connectionText('addressChanged')}</p>}
          {of === null && asksForSecrets() && <p className={styles.quiet}>{connectionText('afterSaving')}</p>}
        </div>
      </div>
      {error !== null && <ProblemNote error={error} testId="connection-error" />}
      <div className={`${styles.ways} ${styles.end}`}>
        <Button variant="default" onClick={closeEdit}>{connectionText('cancel')}</Button>
        <Button type="submit" loading={isSaving} data-testid="save-connection">{connectionText('save')}</Button>
      </div>
    </form>
  )
}

function SettingField({ field, value, wrong, onChange }: { field: Field; value: string; wrong: string | undefined; onChange(value: string): void }) {
  const name = fromEngine(field.label)
  const label = field.isRequired ? name : connectionText('optional', { label: name })
  const common = { label, description: field.help === undefined ? undefined : fromEngine(field.help), error: wrong, 'data-testid': `setting-${field.id}` }
  if (field.kind === 'choice') return <Select {...common} data={(field.choices ?? []).map((choice) => ({ value: choice.value, label: fromEngine(choice.label) }))} value={value === '' ? null : value} onChange={(chosen) => onChange(chosen ?? '')} />
  if (field.kind === 'number') return <NumberInput {...common} value={value} onChange={(typed) => onChange(String(typed))} />
  if (field.kind === 'longText') return <Textarea {...common} className={styles.mono!} minRows={4} spellCheck={false} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  return <TextInput {...common} type={field.kind === 'url' ? 'url' : 'text'} spellCheck={false} autoComplete="off" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
}

/** What is wrong with a value before the platform's own rules are asked. */
function wrongIn({ isRequired, kind }: Field, value: string): string | undefined {
  if (value.trim() === '') return isRequired ? connectionText('needed') : undefined
  return kind === 'number' && !Number.isFinite(Number(value)) ? connectionText('notNumber') : undefined
}

/** What was left empty is left out, unless that means something. */
function settingsOf(fields: readonly Field[], values: Readonly<Record<string, string>>): Connection['settings'] {
  return Object.fromEntries(fields.flatMap(({ id, kind, isVerbatim = false }) => {
    const typed = values[id] ?? ''
    if (isVerbatim) return [[id, typed]]
    const value = typed.trim()
    return value === '' ? [] : [[id, kind === 'number' ? Number(value) : value]]
  }))
}
