import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { ConnectionForm } from './connection-form.tsx'
import { ConnectionRow } from './connection-row.tsx'
import { connectionText } from './connection-texts.ts'
import { useConnectionsStore } from './connections-store.ts'
import { startConnection, useEditStore } from './edit-connection.ts'
import { EmptyNote } from './empty-note.tsx'
import { chooseTargetFile } from './import-file.ts'
import { ImportDialog } from './import-dialog.tsx'
import { PlaceHead } from './place-head.tsx'
import { useTargetsStore } from './targets-store.ts'
import styles from './publish.module.css'

/** Accounts at platforms: which there are, whether they work, and whether their secret is there. */
export function ConnectionsPlace() {
  const connections = useConnectionsStore((state) => state.connections)
  const error = useConnectionsStore((state) => state.error)
  const edited = useEditStore((state) => state.edited)
  const isEmpty = connections !== null && connections.length === 0
  return (
    <>
      <PlaceHead title={connectionText('title')} lead={connectionText('lead')}>
        <FileMenu />
        {!isEmpty && <AddMenu />}
      </PlaceHead>
      {error !== null && <ProblemNote error={error} />}
      {isEmpty && (
        <EmptyNote Glyph={IconPlugConnected} title={connectionText('emptyTitle')} body={connectionText('emptyBody')} testId="no-connections">
          <AddMenu isFirst />
        </EmptyNote>
      )}
      {connections !== null && connections.length > 0 && (
        <ul className={styles.list} data-testid="connections">
          {connections.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
      {edited !== null && <ConnectionForm key={edited.of?.id ?? edited.target} target={edited.target} of={edited.of} />}
      <ImportDialog />
    </>
  )
}

function AddMenu({ isFirst = false }: { isFirst?: boolean }) {
  const targets = useTargetsStore((state) => state.targets)
  return (
    <Menu position={isFirst ? 'bottom' : 'bottom-end'}>
      <Menu.Target>
        <Button size="xs" h={32} variant={isFirst ? 'filled' : 'default'} leftSection={<IconPlus size={16} stroke={1.9} />} rightSection={<IconChevronDown size={15} stroke={1.9} />} data-testid="add-connection">
          {connectionText('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(targets ?? []).map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => startConnection(id)} data-testid={`add-${id}`}>
            {connectionText('addTo', { platform: fromEngine(name) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function FileMenu() {
  const targets = useTargetsStore((state) => state.targets)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" h={32} variant="subtle" color="gray" rightSection={<IconChevronDown size={15} stroke={1.9} />} data-testid="import-target-file">
          {connectionText('importFile')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(targets ?? []).map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => void chooseTargetFile(id)}>
            {connectionText('fileOf', { platform: fromEngine(name) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
