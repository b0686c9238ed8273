import { create } from 'zustand'
import type { CallError, DatasetSummary, MethodOutput } from '../../../engine/api/contract.ts'
import type { LearnedPopulation, PopulationSummary } from '../../../engine/api/population-methods.ts'
import { RehearsalError } from '../../../engine/core/errors.ts'
import type { FidelityReport } from '../../../engine/core/population/fidelity/report.ts'
import type { PopulationDocument } from '../../../engine/core/population/spec.ts'
import { askForFiles } from '../../bridge/files.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { full } from '../../i18n/numbers.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { showDataset } from '../datasets/data-page-store.ts'
import { CANCELLED, chooseDataset } from '../simulation/run.ts'
import { exampleSpec } from './example-spec.ts'
import { populationText } from './texts.ts'

export type SpecProblem = MethodOutput<'populations.specCheck'>['problems'][number]
type Source = Pick<DatasetSummary, 'id' | 'name' | 'profiles'>

/** How many people are made, and from which dice; null while the field is empty. */
export interface MakeDraft { profiles: number | null; seed: number; name: string }

interface Described { spec: PopulationDocument; summary: PopulationSummary; draft: MakeDraft; error: CallError | null }

export type SpecStep = Described & { at: 'spec' }
export type LearnedStep = Described & { at: 'learned'; dataset: Source; notes: readonly string[]; report: FidelityReport }
export type AskStep = { at: 'ask'; dataset: Source; timeZone: string; error: CallError | null }
export type LearningStep = { at: 'learning'; part: 'learning' | 'comparing'; jobId: string; cancelling: boolean; ask: AskStep }
export type MakingStep = { at: 'making'; jobId: string; cancelling: boolean; before: SpecStep | LearnedStep }
export type ChooseStep = { at: 'choose'; error: CallError | null; wrong: { name: string; problems: readonly SpecProblem[] } | null }

export type PopulationStep = { at: 'closed' } | ChooseStep | { at: 'checking'; name: string } | SpecStep | AskStep | LearningStep | LearnedStep | MakingStep

const USUAL_PEOPLE = 2000

interface PopulationState {
  step: PopulationStep
  /** What was learned, of each dataset the last: minutes of work, kept until people were made of it or it is discarded. The latest comes first. */
  kept: readonly LearnedStep[]
}

/** Where making people stands. */
export const usePopulationStore = create<PopulationState>()(() => ({ step: { at: 'closed' }, kept: [] }))

const show = (step: PopulationStep) => usePopulationStore.setState(({ kept }) => ({ step, kept: step.at === 'learned' ? [step, ...without(kept, step)] : kept }))
const without = (kept: readonly LearnedStep[], { dataset: { id } }: LearnedStep) => kept.filter(({ dataset }) => dataset.id !== id)
const now = () => usePopulationStore.getState().step
const isBusy = () => now().at === 'making' || now().at === 'learning'

export function openMakePeople(): void {
  if (!isBusy()) show({ at: 'choose', error: null, wrong: null })
}

/** Shows what was learned of a dataset, or asks about learning from it. */
export function learnFrom(dataset: Source): void {
  const learned = usePopulationStore.getState().kept.find(({ dataset: { id } }) => id === dataset.id)
  if (learned === undefined) askToLearn(dataset)
  else showLearned(learned)
}

export function showLearned(learned: LearnedStep): void {
  if (!isBusy()) show({ ...learned, error: null })
}

/** Asks about making people like those of a dataset. */
export function askToLearn({ id, name, profiles }: Source): void {
  if (!isBusy()) show({ at: 'ask', dataset: { id, name, profiles }, timeZone: 'UTC', error: null })
}

/** Gives up what was learned, which can be taken back. */
export function discardLearned(learned: LearnedStep): void {
  usePopulationStore.setState(({ kept }) => ({ kept: without(kept, learned) }))
  notifyUndoable({
    message: populationText('learnedDiscarded', { name: learned.dataset.name }),
    // What was learned anew meanwhile stays.
    undo: () => usePopulationStore.setState(({ kept }) => ({ kept: without(kept, learned).length < kept.length ? kept : [learned, ...kept] })),
  })
}

/** Closes the dialog; what runs is cancelled. */
export function closePopulation(): void {
  if (isBusy()) void cancelPopulation()
  else show({ at: 'closed' })
}

export async function choosePopulationFile(): Promise<void> {
  const [file] = await askForFiles('.json', false)
  if (file !== undefined) await takePopulationFile(file)
}

/** Shows what a file describes, or what is wrong with it. */
export async function takePopulationFile(file: File): Promise<void> {
  if (isBusy()) return
  await look(file.name, await file.text())
}

export async function takeExample(): Promise<void> {
  await look(`${exampleSpec.id}.population.json`, JSON.stringify(exampleSpec))
}

async function look(name: string, text: string): Promise<void> {
  const checking: PopulationStep = { at: 'checking', name }
  show(checking)
  const settle = (step: PopulationStep) => now() === checking && show(step)
  try {
    const { spec, summary, problems } = await connection.call('populations.specCheck', { text })
    if (spec === null || summary === null) settle({ at: 'choose', error: null, wrong: { name, problems } })
    else settle({ at: 'spec', spec, summary, draft: { profiles: USUAL_PEOPLE, seed: 0, name: '' }, error: null })
  } catch (cause) {
    settle({ at: 'choose', error: asCallError(cause), wrong: null })
  }
}

export function changeMakeDraft(change: Partial<MakeDraft>): void {
  const step = now()
  if (step.at === 'spec' || step.at === 'learned') show({ ...step, draft: { ...step.draft, ...change }, error: null })
}

export function changeZone(timeZone: string): void {
  const step = now()
  if (step.at === 'ask') show({ ...step, timeZone, error: null })
}

/** Learns a description from the dataset, then holds what it makes against the dataset. */
export async function learnPeople(): Promise<void> {
  const ask = now()
  if (ask.at !== 'ask') return
  const { dataset, timeZone } = ask
  try {
    const { spec, notes }: LearnedPopulation = await part(ask, 'learning', (jobId) => connection.call('populations.learn', { jobId, datasetId: dataset.id, timeZone }))
    const [report, { summary }] = await part(ask, 'comparing', (jobId) => Promise.all([
      connection.call('populations.fidelity', { jobId, datasetId: dataset.id, spec, timeZone }),
      connection.call('populations.specCheck', { text: JSON.stringify(spec) }),
    ]))
    if (summary === null) throw new Error('What was learned does not pass as a description of people.')
    show({ at: 'learned', dataset, spec, summary, notes, report, draft: { profiles: dataset.profiles, seed: 0, name: '' }, error: null })
  } catch (cause) {
    const error = asCallError(cause)
    show({ ...ask, error: error.code === CANCELLED ? null : error })
  }
}

async function part<T>(ask: AskStep, name: LearningStep['part'], work: (jobId: string) => Promise<T>): Promise<T> {
  const before = now()
  if (before.at === 'learning' && before.cancelling) throw new RehearsalError(CANCELLED, 'Cancelled between two parts.', '')
  const jobId = newJobId()
  show({ at: 'learning', part: name, jobId, cancelling: false, ask })
  try {
    return await work(jobId)
  } finally {
    forgetJob(jobId)
  }
}

/** How the people are called if nobody says otherwise. */
export function usualName(step: SpecStep | LearnedStep): string {
  if (step.at === 'learned') return populationText('usualNameLike', { name: step.dataset.name })
  return populationText('usualName', { name: step.spec.name ?? step.spec.id, people: full(step.draft.profiles ?? 0) })
}

/** Makes the people, and shows the data page on them. */
export async function makePeople(): Promise<void> {
  const before = now()
  if (before.at !== 'spec' && before.at !== 'learned') return
  const { spec, draft: { profiles, seed, name } } = before
  if (profiles === null) return
  const jobId = newJobId()
  show({ at: 'making', jobId, cancelling: false, before: { ...before, error: null } })
  try {
    const made = await connection.call('populations.make', { jobId, spec, profiles, seed, name: name.trim() || usualName(before) })
    await refreshWorkspace('datasets')
    chooseDataset(made.id)
    showDataset(made.id)
    useUiStore.getState().showPage('data')
    usePopulationStore.setState(({ kept }) => ({ step: { at: 'closed' }, kept: before.at === 'learned' ? without(kept, before) : kept }))
    notify(populationText('made', { name: made.name }))
  } catch (cause) {
    const error = asCallError(cause)
    show({ ...before, error: error.code === CANCELLED ? null : error })
  } finally {
    forgetJob(jobId)
  }
}

export async function cancelPopulation(): Promise<void> {
  const step = now()
  if ((step.at !== 'making' && step.at !== 'learning') || step.cancelling) return
  show({ ...step, cancelling: true })
  await cancelJob(step.jobId)
}
