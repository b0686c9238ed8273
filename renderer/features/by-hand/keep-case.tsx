import { Button, Popover, TextInput } from '@mantine/core'
import { IconTestPipe } from '@tabler/icons-react'
import { useState } from 'react'
import { proposedName } from './case-name.ts'
import { keepCase } from './keep.ts'
import { useScratchStore } from './scratch-store.ts'
import { handText } from './texts.ts'
import styles from './scratch.module.css'

/** Keeps what happens as what is expected: under a name that is proposed, in the case it was opened from or as a new one. */
export function KeepCase() {
  const caseOf = useScratchStore((state) => state.origin?.caseOf ?? null)
  const explanation = useScratchStore((state) => state.explanation)
  const [name, setName] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const close = () => setName(null)
  const keep = async (over: boolean) => {
    if (name === null || name.trim() === '') return
    setBusy(true)
    const isKept = await keepCase(name.trim(), over)
    setBusy(false)
    if (isKept) close()
  }
  return (
    <Popover opened={name !== null} onChange={(opened) => !opened && close()} position="bottom-end" width={380} trapFocus returnFocus withinPortal shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconTestPipe size={14} stroke={1.9} />} disabled={explanation === null} onClick={() => setName(caseOf?.name ?? (explanation === null ? '' : proposedName(explanation)))} data-testid="keep-case">
          {handText('keep')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            void keep(caseOf !== null)
          }}
        >
          <TextInput size="xs" label={handText('keepName')} value={name ?? ''} data-autofocus onChange={(event) => setName(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()} data-testid="case-name" />
          <div className={styles.formRow}>
            <Button type="submit" size="compact-sm" loading={isBusy} disabled={(name ?? '').trim() === ''} data-testid="case-keep">{handText(caseOf === null ? 'keepSave' : 'keepOver')}</Button>
            {caseOf !== null && <Button size="compact-sm" variant="default" disabled={isBusy || (name ?? '').trim() === ''} onClick={() => void keep(false)} data-testid="case-keep-new">{handText('keepNew')}</Button>}
            <Button size="compact-sm" variant="subtle" color="gray" onClick={close}>{handText('cancel')}</Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
