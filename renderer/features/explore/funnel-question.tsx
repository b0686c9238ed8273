import { Select } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { DatasetCatalogue, FunnelAnswer } from '../../../engine/api/contract.ts'
import { full, people } from '../../i18n/numbers.ts'
import { DurationField } from '../inspector/fields/duration-field.tsx'
import { AnswerFrame } from './answer-frame.tsx'
import { funnelRows } from './answers-as-csv.ts'
import { useAnswer } from './ask.ts'
import { BreakDownField } from './break-down-choice.tsx'
import { CopyAnswer } from './copy-answer.tsx'
import { changeForm, type ExploreForms } from './explore-forms.ts'
import { FunnelBars } from './funnel-bars.tsx'
import { FunnelSteps } from './funnel-steps.tsx'
import { funnelQuestion } from './questions.ts'
import { exploreText } from './texts.ts'
import { eventInWords, gapInWords, groupNames, shareOrNone } from './words.ts'
import styles from './explore.module.css'

interface FunnelQuestionProps {
  datasetId: string
  catalogue: DatasetCatalogue
  form: ExploreForms['funnel']
}

/** How far people get through events in an order. */
export function FunnelQuestion({ datasetId, catalogue, form }: FunnelQuestionProps) {
  const change = (part: Partial<ExploreForms['funnel']>) => changeForm(datasetId, 'funnel', (before) => ({ ...before, ...part }))
  const question = useMemo(() => funnelQuestion(form), [form])
  const asked = useAnswer('funnel', datasetId, 'explore.funnel', question)
  return (
    <>
      <div className={styles.ask} role="group" aria-label={exploreText('funnel')}>
        <span>{exploreText('funnelAsk')}</span>
        <FunnelSteps steps={form.steps} catalogue={catalogue} onChange={(steps) => change({ steps })} />
        <span className={styles.line} />
        <span>{exploreText('within')}</span>
        <div className={styles.span}>
          <DurationField
            label={exploreText('windowLabel')}
            showLabel={false}
            optional
            placeholder="∞"
            value={form.window}
            testId="funnel-window"
            onChange={(window) => {
              change({ window })
              return undefined
            }}
          />
        </div>
        <span>{exploreText('ofFirst')}</span>
        <Select
          style={{ width: 236 }}
          data={[{ value: 'anything', label: exploreText('betweenAnything') }, { value: 'nothing', label: exploreText('betweenNothing') }]}
          value={form.between}
          onChange={(chosen) => change({ between: chosen === 'nothing' ? 'nothing' : 'anything' })}
          aria-label={exploreText('between')}
          data-testid="funnel-between"
        />
        <span>{exploreText('breakDownWords')}</span>
        <BreakDownField value={form.breakDown} onChange={(breakDown) => change({ breakDown })} catalogue={catalogue} start={form.steps[0]?.event} />
      </div>
      <AnswerFrame asked={asked}>{(answer) => <FunnelFindings answer={answer} />}</AnswerFrame>
    </>
  )
}

function FunnelFindings({ answer }: { answer: FunnelAnswer }) {
  const { entered, completed, stillOpen, steps, groups, asOfExport } = answer
  if (entered === 0) return <p className={styles.empty}>{exploreText('nobodyEntered')}</p>
  return (
    <>
      <div className={styles.sayHead}>
        <p className={styles.says} data-testid="explore-says">
          {exploreText('wentAllTheWay', { count: entered, completed: full(completed), entered: full(entered), share: shareOrNone(completed / entered) })}
          {stillOpen !== null && stillOpen > 0 && ` ${exploreText('stillOpen', { count: stillOpen, amount: full(stillOpen) })}`}
        </p>
        <CopyAnswer name="funnel" rows={() => funnelRows(answer)} />
      </div>
      <FunnelBars steps={steps} />
      {groups.length > 0 && <GroupTable steps={steps} groups={groups} />}
      {asOfExport && <AsOfExport />}
      <table className={`${styles.table} tabular`} data-testid="funnel-table">
        <caption className="visually-hidden">{exploreText('funnel')}</caption>
        <thead>
          <tr>
            <th scope="col">{exploreText('colStep')}</th>
            <th scope="col">{exploreText('colPeople')}</th>
            <th scope="col">{exploreText('colOfEntered')}</th>
            <th scope="col">{exploreText('colOfPrevious')}</th>
            <th scope="col">{exploreText('colLost')}</th>
            <th scope="col">{exploreText('colMedian')}</th>
            <th scope="col">{exploreText('colNine')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr key={index}>
              <th scope="row">{`${index + 1}  ${eventInWords(step.event)}`}</th>
              <td>{full(step.reached)}</td>
              <td>{shareOrNone(step.ofEntered)}</td>
              <td>{index === 0 ? '' : shareOrNone(step.ofPrevious)}</td>
              <td>{index === steps.length - 1 ? '' : full(step.lost)}</td>
              <td>{index === 0 ? '' : gapInWords(step.sincePreviousMs.p50)}</td>
              <td>{index === 0 ? '' : gapInWords(step.sincePreviousMs.p90)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Each group's way through the same steps. */
function GroupTable({ steps, groups }: Pick<FunnelAnswer, 'steps' | 'groups'>) {
  const nameOf = groupNames(groups)
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} tabular`} data-testid="funnel-groups">
        <thead>
          <tr>
            <th scope="col">{exploreText('colStarted')}</th>
            <th scope="col">{exploreText('colPeople')}</th>
            {steps.slice(1).map(({ event }, index) => (
              <th key={index} scope="col">
                {eventInWords(event)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.value}>
              <th scope="row">{nameOf(group.value)}</th>
              <td>{people(group.entered)}</td>
              {group.steps.slice(1).map(({ ofEntered }, index) => (
                <td key={index}>
                  {shareOrNone(ofEntered)}
                  <Bar part={ofEntered} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A share as a short bar beside its number. */
export function Bar({ part, most = 1 }: { part: number | null; most?: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.fill} style={{ width: `${most === 0 ? 0 : (100 * (part ?? 0)) / most}%` }} />
    </span>
  )
}

export function AsOfExport() {
  return (
    <p className={styles.note} role="note">
      <IconInfoCircle size={15} stroke={1.9} aria-hidden="true" />
      {exploreText('asOfExport')}
    </p>
  )
}
