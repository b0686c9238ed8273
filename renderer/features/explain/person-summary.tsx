import type { Explanation } from '../../../engine/api/contract.ts'
import { journeySummary } from '../../../engine/core/explain/in-words.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { momentInWords } from '../../i18n/in-words.ts'
import { locale } from '../../i18n/language.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import type { Pass } from './story.ts'
import { Told } from './told.tsx'
import { explainText } from './texts.ts'
import styles from './person-summary.module.css'

/** Who it is, and what became of them in every journey: each time they came in, or how near they were to it. */
export function PersonSummary({ explanation, pass, onPass }: { explanation: Explanation; pass: Pass | null; onPass(pass: Pass | null): void }) {
  const { profile, journeys } = explanation
  const attributes = Object.entries(profile.attributes)
  return (
    <div className={`${styles.summary} tabular`} data-testid="person-summary">
      <p className={styles.facts}>
        {explainText('events', { count: profile.events, events: full(profile.events) })} · {profile.timeZone}
      </p>
      {attributes.length > 0 && (
        <details className={styles.attributes}>
          <summary>{explainText('attributes', { count: attributes.length })}</summary>
          <dl>
            {attributes.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {journeys.map((journey) => {
        const [first = '', ...rest] = journeySummary({ ...journey, instances: [] }, explanation)
        const times = journey.instances.length
        return (
          <section key={journey.id} className={styles.journey} aria-label={journey.name}>
            {times === 0 ? (
              <>
                <p className={styles.head}><Told text={first} /></p>
                {rest.map((line) => <p key={line} className={styles.miss}><Told text={line.trim()} /></p>)}
              </>
            ) : (
              <>
                <p className={styles.head}><Told text={(journeySummary(journey, explanation)[0] ?? '').replace(/:$/, '')} /></p>
                <ol className={styles.passes}>
                  {journey.instances.map((one) => (
                    <PassLine key={one.number} explanation={explanation} journey={journey} number={one.number} isChosen={isSame(pass, journey.id, one.number)} onPass={times + journeys.length > 2 ? onPass : undefined} />
                  ))}
                </ol>
              </>
            )}
          </section>
        )
      })}
    </div>
  )
}

interface PassLineProps {
  explanation: Explanation
  journey: Explanation['journeys'][number]
  number: number
  isChosen: boolean
  /** Absent where there is only one to be shown. */
  onPass: ((pass: Pass | null) => void) | undefined
}

/** One time in a journey; pressed, the timeline and the canvas show this one alone. */
function PassLine({ explanation, journey, number, isChosen, onPass }: PassLineProps) {
  const one = journey.instances.find((instance) => instance.number === number)!
  const [first = '', ...goals] = journeySummary({ ...journey, instances: [one] }, explanation).slice(1)
  const words = (
    <>
      <span className={styles.when}>{momentInWords(knownZone(explanation.profile.timeZone), one.startedAt)}</span>
      <span><Told text={afterItsMoment(first)} /></span>
      {goals.map((line) => <span key={line} className={styles.goal}><Told text={line.trim()} /></span>)}
    </>
  )
  return (
    <li>
      {onPass ? (
        <button type="button" className={styles.pass} aria-pressed={isChosen} title={explainText('passHint')} data-testid={`pass-${journey.id}-${number}`} onClick={() => onPass(isChosen ? null : { journey: journey.id, number })}>
          {words}
        </button>
      ) : (
        <div className={styles.pass}>{words}</div>
      )}
    </li>
  )
}

/** "from Sun 7 May 2017, 20:00, ended as …" begins with the moment, which stands above it already. */
function afterItsMoment(line: string): string {
  const rest = line.replace(/^\s*from [^,]*, [^,]*, /, '')
  const [, end = rest, messages = ''] = /^(.*); ((?:no|\d+) messages? sent.*)\.$/.exec(rest) ?? []
  const words = fromEngine(end, 'passEnd')
  const begun = words.charAt(0).toLocaleUpperCase(locale()) + words.slice(1)
  return messages === '' ? begun : `${begun}; ${fromEngine(messages, 'sentCount')}.`
}

function isSame(pass: Pass | null, journey: string, number: number): boolean {
  return pass?.journey === journey && pass.number === number
}
