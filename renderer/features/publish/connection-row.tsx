import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconDots, IconOctagonMinus } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { ago } from '../../i18n/dates.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { connectionText } from './connection-texts.ts'
import { useConnectionsStore, type Connection } from './connections-store.ts'
import { deleteConnection, editConnection } from './edit-connection.ts'
import { listJourneys } from './import-store.ts'
import { planAt } from './plan-store.ts'
import { SecretNote } from './secret-note.tsx'
import { useTargetName } from './targets-store.ts'
import { testConnection } from './test-connection.ts'
import { WorkNote } from './work-note.tsx'
import styles from './publish.module.css'

/** One account: where, whether it works, where its secret is, and what can be done with it. */
export function ConnectionRow({ connection }: { connection: Connection }) {
  const { id, name, target, secret, tried } = connection
  const platform = useTargetName(target)
  const testing = useConnectionsStore((state) => state.testing[id])
  const isReady = secret.where !== 'missing'
  return (
    <li className={styles.item} data-testid={`connection-${name}`}>
      <div className={styles.row}>
        <div className={styles.rowWords}>
          <span className={styles.rowName}>{name}</span>
          <span className={styles.rowFacts}>{[platform, ...addressOf(connection)].join(' · ')}</span>
          <Tried tried={tried} />
        </div>
        <div className={styles.rowWays}>
          <Button size="xs" h={32} variant="default" disabled={testing !== undefined} aria-label={connectionText('testNamed', { name })} onClick={() => void testConnection(id)} data-testid="test-connection">
            {connectionText('test')}
          </Button>
          <Button size="xs" h={32} variant={isReady ? 'filled' : 'default'} onClick={() => void planAt(id)} data-testid="plan-with-connection">
            {connectionText('planHere')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={32} aria-label={connectionText('more', { name })} data-testid="connection-more">
                <IconDots size={18} stroke={1.8} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void listJourneys(connection)} data-testid="bring-journey">{connectionText('bring')}</Menu.Item>
              <Menu.Item onClick={() => editConnection(connection)} data-testid="edit-connection">{connectionText('edit')}</Menu.Item>
              <Menu.Item onClick={() => void deleteConnection(connection)} data-testid="delete-connection">{connectionText('delete')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      <div className={styles.opened}>
        <SecretNote connection={connection} />
        {testing !== undefined && <WorkNote jobId={testing} before={connectionText('testing')} />}
        {testing === undefined && tried !== null && tried.problem !== null && <ProblemNote error={tried.problem} testId="connection-problem" />}
      </div>
    </li>
  )
}

function Tried({ tried }: { tried: Connection['tried'] }) {
  const now = useNow()
  const [tone, Glyph, words] = tried === null
    ? (['none', IconCircleDashed, connectionText('never')] as const)
    : tried.problem !== null
      ? (['bad', IconOctagonMinus, connectionText('failed', { when: ago(tried.at, now) })] as const)
      : (['good', IconCircleCheck, connectionText('works', { account: fromEngine(tried.account ?? ''), when: ago(tried.at, now) })] as const)
  return (
    <span className={styles.verdict} data-tone={tone} data-testid="connection-tried">
      <Glyph size={16} stroke={1.9} aria-hidden="true" />
      {words}
    </span>
  )
}

/** The address among the settings, which tells two accounts of one platform apart. */
function addressOf({ settings }: Connection): string[] {
  return Object.values(settings).filter((value): value is string => typeof value === 'string' && /^https?:\/\//.test(value)).slice(0, 1)
}
