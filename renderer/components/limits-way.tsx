import { Button } from '@mantine/core'
import type { CallError } from '../../engine/api/contract.ts'
import { putImportAside } from '../features/datasets/import-store.ts'
import { openSettings } from '../features/settings/settings-store.ts'
import { defineTexts } from '../i18n/define-texts.ts'

export const text = defineTexts('limits-way', { open: 'Open this limit in Settings' })

type Limit = 'workerMb' | 'duckDbMb'

/** The limit that an error asks to raise; null if raising one would not help. */
export function limitToRaise({ code, help }: CallError): Limit | null {
  if (code !== 'E_MEMORY') return null
  if (help.startsWith('Raise the memory of a worker')) return 'workerMb'
  return help.startsWith('Raise the memory for Parquet files') ? 'duckDbMb' : null
}

/** Leads to the limit that stopped the work. An import that was prepared is where it was when it is opened again. */
export function LimitsWay({ limit }: { limit: Limit }) {
  const open = () => {
    putImportAside()
    openSettings('limits', limit)
  }
  return (
    <Button size="compact-sm" onClick={open} data-testid="to-limit">
      {text('open')}
    </Button>
  )
}
