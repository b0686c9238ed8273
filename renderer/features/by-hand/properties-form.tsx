import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { JsonValue } from '../../../engine/core/json.ts'
import { jsonOfText, textOfJson } from './json-text.ts'
import { handText } from './texts.ts'
import styles from './scratch.module.css'

interface PropertiesFormProps {
  label: string
  values: Readonly<Record<string, JsonValue>>
  /** Names that are offered. */
  names: readonly string[]
  testId: string
  onChange(values: Record<string, JsonValue>): void
}

/** Names and values, as many as wanted: 50 is a number, true a truth value, "50" in quotes a text, lists and objects as JSON. */
export function PropertiesForm({ label, values, names, testId, onChange }: PropertiesFormProps) {
  const [draft, setDraft] = useState({ name: '', value: '' })
  const add = () => {
    if (draft.name.trim() === '') return
    onChange({ ...values, [draft.name.trim()]: jsonOfText(draft.value) })
    setDraft({ name: '', value: '' })
  }
  const listId = `${testId}-names`
  return (
    <fieldset className={styles.pairs} data-testid={testId}>
      <legend>{label}</legend>
      {Object.entries(values).map(([name, value]) => (
        <div key={name} className={styles.pair}>
          <span className={styles.pairName} title={name}>{name}</span>
          <ValueField key={textOfJson(value)} name={name} value={value} onChange={(next) => onChange({ ...values, [name]: next })} />
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={handText('removePair', { name })} onClick={() => onChange(Object.fromEntries(Object.entries(values).filter(([other]) => other !== name)))}>
            <IconX size={14} stroke={2} />
          </ActionIcon>
        </div>
      ))}
      <div className={styles.pair}>
        <TextInput size="xs" className={styles.pairName!} aria-label={handText('pairName')} placeholder={handText('pairName')} list={listId} value={draft.name} spellCheck={false} onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })} data-testid={`${testId}-name`} />
        <TextInput size="xs" className={styles.pairValue!} aria-label={handText('pairValue')} placeholder={handText('pairValue')} value={draft.value} spellCheck={false} onChange={(event) => setDraft({ ...draft, value: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || draft.name.trim() === '') return
            event.preventDefault() // the pair, not the whole form
            add()
          }}
          data-testid={`${testId}-value`}
        />
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={13} stroke={2} />} disabled={draft.name.trim() === ''} onClick={add} data-testid={`${testId}-add`}>{handText('addPair')}</Button>
        <datalist id={listId}>{names.map((name) => <option key={name} value={name} />)}</datalist>
      </div>
    </fieldset>
  )
}

function ValueField({ name, value, onChange }: { name: string; value: JsonValue; onChange(value: JsonValue): void }) {
  const [text, setText] = useState(textOfJson(value))
  const take = () => {
    if (text !== textOfJson(value)) onChange(jsonOfText(text))
  }
  return <TextInput size="xs" className={styles.pairValue!} aria-label={name} value={text} spellCheck={false} onChange={(event) => setText(event.currentTarget.value)} onBlur={take} onKeyDown={(event) => event.key === 'Enter' && take()} data-testid={`value-${name}`} />
}
