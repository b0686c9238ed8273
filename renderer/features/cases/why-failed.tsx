import type { CaseResult, CaseRun } from '../../../engine/api/contract.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { Reasons } from '../explain/told.tsx'
import { toldLines } from '../explain/told-lines.ts'
import { DiffLines } from './diff-lines.tsx'
import { caseText } from './texts.ts'
import styles from './cases.module.css'

/** Where what happened parts from what was expected, line by line, with the reasons; or why the case cannot be run. */
export function WhyFailed({ run: { result, problem } }: { run: CaseRun }) {
  if (problem !== null) return <p className={styles.problem} data-testid="case-problem">{errorInWords(problem)}</p>
  if (result === null) return null
  return (
    <div className={styles.failures} data-testid="case-failures">
      {result.difference !== null && <p className={styles.problem}>{caseText('engines', { difference: result.difference })}</p>}
      {failuresOf(result).map(({ id, failure: { what, diff, why } }) => (
        <section key={`${id} ${what}`} className={styles.failure}>
          <h4 className={styles.what}>{result.profiles.length > 1 ? caseText('partsOf', { what: caseText(`part_${what}`), who: id }) : caseText(`part_${what}`)}</h4>
          <DiffLines lines={diff} />
          {why.length > 0 && <Reasons lines={toldLines(why)} label={caseText('why')} />}
        </section>
      ))}
    </div>
  )
}

function failuresOf({ profiles }: CaseResult) {
  return profiles.flatMap(({ id, failures }) => failures.map((failure) => ({ id, failure })))
}
