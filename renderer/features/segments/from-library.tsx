import { Button, Menu } from '@mantine/core'
import { IconBooks, IconCheck } from '@tabler/icons-react'
import type { SegmentDrift } from '../../../engine/api/contract.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { linksChanged } from './drift.ts'
import { embed, revealSegment } from './put-into-journey.ts'
import { segmentText } from './texts.ts'
import styles from './from-library.module.css'

const NO_SEGMENTS = [] as const

/** Takes a copy of a library segment into the open journey; those that are there are only shown. */
export function FromLibrary({ drift }: { drift: Readonly<Record<string, SegmentDrift>> }) {
  const library = useWorkspaceStore((state) => state.segments) ?? NO_SEGMENTS
  const copyOf = (id: string) => Object.values(drift).find(({ segmentId }) => segmentId === id)?.copyId
  const take = async (id: string, name: string) => {
    const copyId = copyOf(id) ?? (await embed(id, name))
    if (copyId === undefined) return
    linksChanged()
    revealSegment(copyId)
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button className={styles.button!} variant="subtle" size="compact-sm" leftSection={<IconBooks size={14} stroke={1.8} />} data-testid="from-library">
          {segmentText('fromLibrary')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={320} mah={360} style={{ overflowY: 'auto' }}>
        {library.length === 0 && <Menu.Label>{segmentText('libraryEmpty')}</Menu.Label>}
        {library.map(({ id, name, inWords }) => (
          <Menu.Item key={id} data-testid={`from-library-${id}`} rightSection={copyOf(id) === undefined ? undefined : <IconCheck size={16} stroke={2} aria-label={segmentText('hasCopy')} />} onClick={() => void take(id, name)}>
            <span className={styles.name}>{name}</span>
            <span className={styles.words}>{inWords}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => useUiStore.getState().showPage('segments')}>{segmentText('toLibrary')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
