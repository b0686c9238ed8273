import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { FidelityReport, PrivacyFinding } from '../../../engine/core/population/fidelity/report.ts'
import { full, share } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { amountInWords } from './amounts.ts'
import { copyingOf } from './closeness.ts'
import { populationText } from './texts.ts'
import styles from './alike.module.css'

/** From the coarsest to the finest, as the report lists them. */
const TITLES = ['privacy0', 'privacy1', 'privacy2'] as const

/** Whether histories of real people were copied, in plain words, with the two shares each verdict rests on. */
export function PrivacyPanel({ privacy }: { privacy: FidelityReport['privacy'] }) {
  return (
    <div className={styles.privacy} data-testid="population-privacy">
      <p className={styles.privacyIntro}>{populationText('privacyIntro')}</p>
      {privacy.map((finding, index) => (
        <Finding key={finding.what} finding={finding} title={TITLES[index]} />
      ))}
      <p className={styles.privacyIntro}>{populationText('privacyNot')}</p>
    </div>
  )
}

function Finding({ finding, title }: { finding: PrivacyFinding; title: (typeof TITLES)[number] | undefined }) {
  const { what, synthetic, heldOut } = finding
  const copying = copyingOf(finding)
  const Icon = copying === 'more' ? IconAlertTriangle : copying === 'unknown' ? IconCircleDashed : IconCircleCheck
  const points = amountInWords(Math.round(((synthetic.share ?? 0) - (heldOut.share ?? 0)) * 1000) / 10)
  return (
    <section className={styles.finding}>
      <div className={styles.findingWords}>
        {title !== undefined && <h3 className={styles.findingTitle}>{populationText(title)}</h3>}
        <p className={styles.copying} data-copying={copying}>
          <Icon size={16} stroke={1.9} aria-hidden="true" />
          {populationText(`copy_${copying}`, { points })}
        </p>
        <p className={styles.what}>{fromEngine(what)}</p>
      </div>
      <dl className={`${styles.shares} tabular`}>
        <Share name={populationText('ofSynthetic')} found={synthetic} side="synthetic" />
        <Share name={populationText('ofHeldOut')} found={heldOut} side="real" />
      </dl>
    </section>
  )
}

function Share({ name, found: { sequences, found, share: part }, side }: { name: string; found: PrivacyFinding['synthetic']; side: 'real' | 'synthetic' }) {
  return (
    <div title={populationText('foundIn', { found: full(found), all: full(sequences) })}>
      <dt>{name}</dt>
      <dd>
        {part === null ? populationText('noneLong') : share(part)}
        <svg width="100%" height={8} aria-hidden="true">
          <rect width="100%" height={8} rx={3} className={styles.track} />
          {part !== null && part > 0 && <rect width={`${part * 100}%`} height={8} rx={3} className={styles.shareBar} data-side={side} />}
        </svg>
      </dd>
    </div>
  )
}
