import { Button, Select } from '@mantine/core'
import { IconFileDescription, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { focusSoon } from '../../components/focus-soon.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { locale } from '../../i18n/language.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useDataPageStore } from '../datasets/data-page-store.ts'
import { useVisibleDatasets } from '../datasets/visible-datasets.ts'
import { choosePopulationFile, discardLearned, learnFrom, showLearned, takeExample, usePopulationStore, type ChooseStep, type LearnedStep } from './population-store.ts'
import { populationText } from './texts.ts'
import styles from './population.module.css'

const MOST_PROBLEMS = 20

/** The two ways to people: a file that describes them, or people there are data of. */
export function ChooseSource({ step: { error, wrong } }: { step: ChooseStep }) {
  const kept = usePopulationStore((state) => state.kept)
  return (
    <div className={styles.stack}>
      <p className={styles.intro}>{populationText('chooseIntro')}</p>
      {error !== null && <ProblemNote error={error} testId="population-error" />}
      {wrong !== null && <Problems wrong={wrong} />}
      {kept.map((learned) => (
        <Learned key={learned.dataset.id} learned={learned} />
      ))}
      <section className={styles.way}>
        <IconFileDescription size={22} stroke={1.6} className={styles.wayIcon} aria-hidden="true" />
        <div className={styles.wayWords}>
          <h3 className={styles.wayTitle}>{populationText('dropTitle')}</h3>
          <p className={styles.wayBody}>{populationText('dropBody')}</p>
          <div className={styles.wayActs}>
            <Button variant={kept.length === 0 ? 'filled' : 'default'} onClick={() => void choosePopulationFile()} data-autofocus data-first data-testid="choose-population">
              {populationText('chooseFile')}
            </Button>
            <Button variant="default" title={populationText('exampleHint')} onClick={() => void takeExample()} data-testid="population-example">
              {populationText('example')}
            </Button>
          </div>
        </div>
      </section>
      <FromData />
    </div>
  )
}

/** What was learned earlier and not used yet. */
function Learned({ learned }: { learned: LearnedStep }) {
  const { dataset } = learned
  const discard = () => {
    discardLearned(learned)
    focusSoon('[data-testid="population-dialog"] [data-first]')
  }
  return (
    <section className={styles.way} data-testid={`kept-${dataset.id}`}>
      <IconUsersGroup size={22} stroke={1.6} className={styles.wayIcon} aria-hidden="true" />
      <div className={styles.wayWords}>
        <h3 className={styles.wayTitle}>{populationText('keptTitle', { name: dataset.name })}</h3>
        <p className={styles.wayBody}>{populationText('keptBody')}</p>
        <div className={styles.wayActs}>
          <Button onClick={() => showLearned(learned)} data-autofocus data-first data-testid="show-learned">
            {populationText('keptShow')}
          </Button>
          <Button variant="default" onClick={discard} data-testid="discard-learned">
            {populationText('keptDiscard')}
          </Button>
        </div>
      </div>
    </section>
  )
}

function FromData() {
  const datasets = useVisibleDatasets()
  const shownId = useDataPageStore((state) => state.datasetId)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = datasets.find(({ id }) => id === (chosenId ?? shownId)) ?? datasets[0]
  return (
    <section className={styles.way}>
      <IconUsersGroup size={22} stroke={1.6} className={styles.wayIcon} aria-hidden="true" />
      <div className={styles.wayWords}>
        <h3 className={styles.wayTitle}>{populationText('fromData')}</h3>
        <p className={styles.wayBody}>{populationText('fromDataBody')}</p>
        {chosen === undefined ? (
          <p className={styles.quiet}>{populationText('noData')}</p>
        ) : (
          <div className={styles.wayActs}>
            <Select
              aria-label={populationText('learnFrom')}
              className={styles.wayField!}
              data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen.id}
              onChange={setChosenId}
              allowDeselect={false}
              data-testid="learn-from"
            />
            <Button variant="default" onClick={() => learnFrom(chosen)} data-testid="go-learn">
              {populationText('goOn')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function Problems({ wrong: { name, problems } }: { wrong: NonNullable<ChooseStep['wrong']> }) {
  const rest = problems.length - MOST_PROBLEMS
  // Said once where it is the same for all: an example of a whole description, mostly.
  const [first] = problems
  const shared = first !== undefined && problems.length > 1 && problems.every(({ help }) => help === first.help) ? first.help : ''
  return (
    <section className={styles.problems} role="alert" data-testid="population-problems">
      <h3 className={styles.problemsTitle}>{populationText('problems', { count: problems.length, name })}</h3>
      <ul>
        {problems.slice(0, MOST_PROBLEMS).map(({ path, message, help }) => (
          <li key={`${path} ${message}`}>
            <span className={styles.problemWords}>{sentence(message)}</span>
            <code className={styles.path}>{populationText('problemAt', { path })}</code>
            {help !== '' && help !== shared && <span className={styles.problemHelp}>{sentence(help)}</span>}
          </li>
        ))}
      </ul>
      {shared !== '' && <p className={styles.problemHelp}>{sentence(shared)}</p>}
      <p className={styles.problemHelp}>
        {rest > 0 && `${populationText('moreProblems', { count: rest })}. `}
        {populationText('problemsHint')}
      </p>
    </section>
  )
}

function sentence(words: string): string {
  const translated = fromEngine(words)
  const begun = translated.charAt(0).toLocaleUpperCase(locale()) + translated.slice(1)
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}
