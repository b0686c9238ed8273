import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconDots, IconOctagonMinus } from '@tabler/icons-react'
import type { TargetProblem } from '../../../engine/core/publish/problem.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { saveWithNotice } from '../report/take-along.ts'
import { Abilities } from './abilities.tsx'
import { useConnectionsStore } from './connections-store.ts'
import { startConnection } from './edit-connection.ts'
import { makeHandOver } from './hand-over.ts'
import { planAt } from './plan-store.ts'
import { countProblems } from './problem-groups.ts'
import { ProblemList } from './problem-list.tsx'
import type { TargetFacts } from './targets-store.ts'
import { publishText } from './texts.ts'
import styles from './publish.module.css'

interface FitRowProps { target: TargetFacts; problems: readonly TargetProblem[]; isOpen: boolean; onToggle(): void }

/** One platform: how much of the journey it takes, what exactly not, and the way on. */
export function FitRow({ target, problems, isOpen, onToggle }: FitRowProps) {
  const { id } = target
  const name = fromEngine(target.name)
  const counts = countProblems(problems)
  return (
    <li className={styles.item} data-testid={`platform-${id}`}>
      <div className={styles.row}>
        <div className={styles.rowWords}>
          <span className={styles.rowName}>{name}</span>
          <FitInWords errors={counts.error} losses={counts.loss} />
          <Details notes={counts.note} target={id} />
        </div>
        <div className={styles.rowWays}>
          <button type="button" className={styles.disclose} aria-expanded={isOpen} aria-label={publishText(isOpen ? 'hideWhatOf' : 'whatOf', { platform: name })} onClick={onToggle} data-testid={`platform-what-${id}`}>
            <IconChevronRight size={16} stroke={2} aria-hidden="true" />
            {publishText(isOpen ? 'hideWhat' : 'showWhat')}
          </button>
          <WayOn target={target} isOff={counts.error > 0} />
          <More target={target} />
        </div>
      </div>
      {isOpen && (
        <div className={styles.opened}>
          {problems.length > 0 ? <ProblemList problems={problems} /> : <p className={styles.quiet}>{publishText('noProblems')}</p>}
          <Abilities target={target} />
        </div>
      )}
    </li>
  )
}

/** How much a platform takes, by a shape and in words. */
export function FitInWords({ errors, losses }: { errors: number; losses: number }) {
  const [tone, Glyph, words] = errors > 0
    ? (['bad', IconOctagonMinus, publishText('cannot', { count: errors })] as const)
    : losses > 0
      ? (['loss', IconAlertTriangle, publishText('losing', { count: losses })] as const)
      : (['good', IconCircleCheck, publishText('takesAll')] as const)
  return (
    <span className={styles.verdict} data-tone={tone} data-testid="fit">
      <Glyph size={16} stroke={1.9} aria-hidden="true" />
      {words}
    </span>
  )
}

function Details({ notes, target }: { notes: number; target: string }) {
  const connections = useConnectionsStore((state) => state.connections)
  const names = (connections ?? []).filter((one) => one.target === target).map(({ name }) => name)
  const facts = [...(names.length === 0 ? [] : [publishText('connectedAs', { names: names.join(', ') })]), ...(notes === 0 ? [] : [publishText('notesOnly', { count: notes })])]
  return facts.length === 0 ? null : <span className={styles.rowFacts}>{facts.join(' · ')}</span>
}

function WayOn({ target: { id, name: english }, isOff }: { target: TargetFacts; isOff: boolean }) {
  const name = fromEngine(english)
  const own = useConnectionsStore((state) => state.connections?.find((one) => one.target === id))
  if (own === undefined) {
    return (
      <Button size="xs" h={32} variant="default" aria-label={publishText('connectTo', { platform: name })} onClick={() => startConnection(id)} data-testid={`connect-${id}`}>
        {publishText('connect')}
      </Button>
    )
  }
  return (
    <Button size="xs" h={32} variant={isOff ? 'default' : 'filled'} aria-label={publishText('planAt', { platform: name })} onClick={() => void planAt(own.id)} data-testid={`plan-at-${id}`}>
      {publishText('planHere')}
    </Button>
  )
}

function More({ target: { id, name } }: { target: TargetFacts }) {
  const save = async () => {
    const { document } = documentStore.getState()
    await saveWithNotice(`${document.name ?? document.id} - ${name}.json`, async () => {
      const { text } = await connection.call('targets.export', { document, target: id })
      return new Blob([text], { type: 'application/json' })
    })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={publishText('moreWays', { platform: fromEngine(name) })} data-testid={`platform-more-${id}`}>
          <IconDots size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save()} data-testid={`export-${id}`}>{publishText('savePayloads')}</Menu.Item>
        <Menu.Item onClick={() => startConnection(id)}>{publishText('connectTo', { platform: fromEngine(name) })}</Menu.Item>
        <Menu.Item onClick={() => void makeHandOver(id)}>{publishText('makePack')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
