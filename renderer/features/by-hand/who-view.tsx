import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCatalogue } from '../../stores/run-store.ts'
import { changeScratch, useScratchStore } from './scratch-store.ts'
import { PropertiesForm } from './properties-form.tsx'
import { handText } from './texts.ts'
import styles from './scratch.module.css'

/** Who it is: the id, by which splits and holdouts go, and the attributes before everything. */
export function WhoView() {
  const profile = useScratchStore((state) => state.now?.profile)
  const names = useCatalogue()?.attributes.map(({ name }) => name) ?? []
  if (!profile) return null
  return (
    <div className={styles.who}>
      <IdField key={profile.id} id={profile.id} />
      {Object.keys(profile.attributes).length === 0 && <p className={styles.quiet}>{handText('noAttributes')}</p>}
      <PropertiesForm label={handText('attributes')} values={profile.attributes} names={names} testId="attributes" onChange={(attributes) => changeScratch(handText('didWho'), (scratch) => ({ ...scratch, profile: { ...scratch.profile, attributes } }))} />
    </div>
  )
}

function IdField({ id }: { id: string }) {
  const [text, setText] = useState(id)
  const take = () => {
    const next = text.trim()
    if (next === '') setText(id)
    else if (next !== id) changeScratch(handText('didWho'), (scratch) => ({ ...scratch, profile: { ...scratch.profile, id: next } }))
  }
  return <TextInput size="xs" label={handText('idLabel')} description={handText('idHint')} value={text} spellCheck={false} onChange={(event) => setText(event.currentTarget.value)} onBlur={take} onKeyDown={(event) => event.key === 'Enter' && take()} data-testid="scratch-id" />
}
