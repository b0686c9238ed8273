import { IconChevronRight, IconPencilPlus, IconTableImport, IconTemplate, type Icon } from '@tabler/icons-react'
import { newJourney } from '../../app/open-journey.ts'
import { openImport } from '../datasets/import-store.ts'
import { startText } from './texts.ts'
import styles from './begin-ways.module.css'

/** What somebody who needs no sample begins with. */
export function BeginWays({ onTemplates }: { onTemplates(): void }) {
  return (
    <section aria-labelledby="begin-ways">
      <h2 className={styles.heading} id="begin-ways">{startText('orBegin')}</h2>
      <div className={styles.ways}>
        <Way icon={IconTableImport} name={startText('ownName')} body={startText('ownBody')} testId="card-import" onClick={openImport} />
        <Way icon={IconTemplate} name={startText('ownTemplate')} body={startText('ownTemplateBody')} testId="card-templates" onClick={onTemplates} />
        <Way icon={IconPencilPlus} name={startText('blankName')} body={startText('blankBody')} testId="card-blank" onClick={() => void newJourney()} />
      </div>
    </section>
  )
}

function Way({ icon: Glyph, name, body, testId, onClick }: { icon: Icon; name: string; body: string; testId: string; onClick(): void }) {
  return (
    <button type="button" className={styles.way} onClick={onClick} data-testid={testId}>
      <span className={styles.glyph} aria-hidden="true">
        <Glyph size={20} stroke={1.7} />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.body}>{body}</span>
      </span>
      <IconChevronRight size={18} stroke={1.7} className={styles.go} aria-hidden="true" />
    </button>
  )
}
