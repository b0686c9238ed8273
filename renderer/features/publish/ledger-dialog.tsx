import { Modal } from '@mantine/core'
import { IconCircleCheck, IconHelpCircle, IconHourglass, IconOctagonMinus, IconSearch, type Icon } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { cut } from '../../i18n/cut.ts'
import { clockTime } from '../../i18n/dates.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { ask, type Asked } from './asked.ts'
import { liveText } from './live-texts.ts'
import { momentInWords } from './moment.ts'
import { publishText } from './texts.ts'
import type { Publication } from './watched-store.ts'
import styles from './history.module.css'
import shared from './publish.module.css'

type Line = MethodOutput<'publish.ledger'>[number]

const STATES = {
  sending: { Glyph: IconHourglass, tone: 'none' },
  done: { Glyph: IconCircleCheck, tone: 'good' },
  refused: { Glyph: IconOctagonMinus, tone: 'bad' },
  unknown: { Glyph: IconHelpCircle, tone: 'loss' },
  foundOut: { Glyph: IconSearch, tone: 'good' },
} as const satisfies Record<Line['state'], { Glyph: Icon; tone: string }>

/** Every call of a publication that changes something, as it was written down before it was sent and when it was answered. */
export function LedgerDialog({ publication, onClose }: { publication: Publication; onClose(): void }) {
  const [ledger, setLedger] = useState<Asked<readonly Line[]> | null>(null)
  useEffect(() => void ask(() => engine.call('publish.ledger', { publicationId: publication.id }), setLedger), [publication.id])
  return (
    <Modal data-help="live" opened onClose={onClose} size={900} title={liveText('callsOf', { when: momentInWords(publication.startedAt) })} closeButtonProps={{ 'aria-label': publishText('close') }}>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={liveText('calls')} data-testid="ledger">
        {ledger?.state === 'failed' && <ProblemNote error={ledger.error} />}
        {ledger?.state === 'there' && ledger.answer.length === 0 && <p className={shared.quiet}>{liveText('ledgerEmpty')}</p>}
        {ledger?.state === 'there' && ledger.answer.length > 0 && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{liveText('when')}</th>
                <th scope="col">{liveText('what')}</th>
                <th scope="col">{liveText('call')}</th>
                <th scope="col">{liveText('state')}</th>
              </tr>
            </thead>
            <tbody>{ledger.answer.map((line) => <LineRow key={line.id} line={line} />)}</tbody>
          </table>
        )}
      </div>
    </Modal>
  )
}

function LineRow({ line: { at, what, method, path, state, status, problem } }: { line: Line }) {
  const { Glyph, tone } = STATES[state]
  return (
    <tr>
      <td className={`${styles.short} tabular`}>{clockTime(at)}</td>
      <td>{withoutMarkers(what)}</td>
      <td className={styles.call}>{`${method} ${cut(path)}`}</td>
      <td className={styles.short}>
        <span className={shared.verdict} data-tone={tone}>
          <Glyph size={16} stroke={1.9} aria-hidden="true" />
          {`${liveText(state)}${status === null ? '' : ` (${status})`}`}
        </span>
        {problem !== null && <span className={styles.problem}>{cut(fromEngine(problem.message))}</span>}
      </td>
    </tr>
  )
}

/** Without the marks by which things are found again. */
function withoutMarkers(words: string): string {
  return cut(fromEngine(words.replace(/\s*\[rehearsal:[^\]]*\]/g, '')))
}
