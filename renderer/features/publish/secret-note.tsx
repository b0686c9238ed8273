import { Button } from '@mantine/core'
import { IconCircleMinus, IconClockHour4, IconKey, IconKeyOff, IconTerminal2 } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { connectionText } from './connection-texts.ts'
import type { Connection } from './connections-store.ts'
import { askForSecret, asksForSecrets, forgetSecret } from './secrets.ts'
import styles from './publish.module.css'

const STATES = {
  kept: { Glyph: IconKey, label: 'kept', hint: 'keptHint', tone: 'good' },
  session: { Glyph: IconClockHour4, label: 'session', hint: 'sessionHint', tone: 'loss' },
  environment: { Glyph: IconTerminal2, label: 'environment', hint: 'environmentHint', tone: 'good' },
  missing: { Glyph: IconKeyOff, label: 'missing', hint: 'missing', tone: 'bad' },
  unneeded: { Glyph: IconCircleMinus, label: 'unneeded', hint: 'unneededHint', tone: 'none' },
} as const

/** Where the secret of a connection is, by a shape and in words, and how to give it. The secret itself never comes here. */
export function SecretNote({ connection }: { connection: Connection }) {
  const { where, variable } = connection.secret
  const { Glyph, label, hint, tone } = STATES[where]
  const canAsk = asksForSecrets()
  const words = where === 'missing' ? connectionText(canAsk ? 'missingDesktop' : 'missingBrowser', { variable }) : connectionText(hint, { variable })
  return (
    <div className={styles.ways} data-testid="secret-state" data-where={where}>
      <Hint label={words} disabled={where === 'missing'}>
        <span className={styles.verdict} data-tone={tone} tabIndex={where === 'missing' ? undefined : 0}>
          <Glyph size={16} stroke={1.9} aria-hidden="true" />
          {connectionText(label, { variable })}
        </span>
      </Hint>
      {where === 'missing' && <span className={styles.quiet}>{words}</span>}
      {canAsk && where !== 'environment' && where !== 'unneeded' && (
        <Button size="compact-sm" variant={where === 'missing' ? 'filled' : 'subtle'} onClick={() => void askForSecret(connection)} data-testid="give-secret">
          {connectionText(where === 'missing' ? 'giveKey' : 'giveOther')}
        </Button>
      )}
      {canAsk && (where === 'kept' || where === 'session') && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void forgetSecret(connection)} data-testid="forget-secret">
          {connectionText('forgetKey')}
        </Button>
      )}
    </div>
  )
}
