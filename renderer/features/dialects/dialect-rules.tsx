import { IconBulb, IconExternalLink } from '@tabler/icons-react'
import { useDocumentStore } from '../../document/document-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { closeDialects } from './dialects.ts'
import type { DialectView } from './dialects-store.ts'
import { dialectText } from './texts.ts'
import styles from './dialects.module.css'

/** What a platform does otherwise with this journey, rule by rule with its source; then what changes nothing here, and what is not imitated. */
export function DialectRules({ view: { rules, leftOut } }: { view: DialectView }) {
  const here = rules.filter(({ effects }) => effects.length > 0)
  const others = rules.filter(({ effects }) => effects.length === 0)
  return (
    <div className={styles.rules}>
      {here.length === 0 ? <p className={styles.quiet}>{dialectText('nothingHere')}</p> : <ul className={styles.ruleList}>{here.map((rule) => <Rule key={rule.says} rule={rule} />)}</ul>}
      {others.length > 0 && (
        <section>
          <h3 className={styles.heading}>{dialectText('otherRules')}</h3>
          <ul className={styles.ruleList}>{others.map((rule) => <Rule key={rule.says} rule={rule} />)}</ul>
        </section>
      )}
      {leftOut.length > 0 && (
        <section>
          <h3 className={styles.heading}>{dialectText('leftOut')}</h3>
          <ul className={styles.plainList}>{leftOut.map((sentence) => <li key={sentence}>{fromEngine(sentence)}</li>)}</ul>
        </section>
      )}
    </div>
  )
}

function Rule({ rule: { topic, says, source, guess, effects } }: { rule: DialectView['rules'][number] }) {
  const document = useDocumentStore((state) => state.document)
  const reveal = (stepId: string) => {
    closeDialects()
    useUiStore.getState().reveal(stepId)
  }
  return (
    <li className={styles.rule}>
      <p className={styles.says}><strong>{dialectText(topic)}</strong> {fromEngine(says)}</p>
      {effects.length > 0 && (
        <ul className={styles.plainList}>
          {effects.map(({ stepId, inWords }) => (
            <li key={`${stepId ?? ''} ${inWords}`}>
              {stepId !== null && <><button type="button" className={styles.go} onClick={() => reveal(stepId)}>{nameOfStep(document, stepId)}</button>{' '}</>}
              {fromEngine(inWords)}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.source}>
        {guess !== null && <span className={styles.guess}><IconBulb size={14} stroke={1.9} aria-hidden="true" />{dialectText('guess')}: {fromEngine(guess)}</span>}
        <a href={source.url} lang="en" target="_blank" rel="noreferrer"><IconExternalLink size={14} stroke={1.8} aria-hidden="true" />{source.title}</a>
      </p>
    </li>
  )
}
