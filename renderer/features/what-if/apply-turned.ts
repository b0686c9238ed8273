import { applyTurns, type Turn } from '../../../engine/core/what-if/apply.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { documentStore } from '../../document/document-store.ts'
import { takeBackLast } from '../../document/take-back.ts'
import { changeAssumptions } from '../../stores/assumptions-store.ts'
import { run } from '../simulation/run.ts'
import { chosenFigure } from './chosen-figure.ts'
import { figureInFull, figureName } from './figure-words.ts'
import { knobsOf } from './knob-words.ts'
import { whatIfText } from './texts.ts'
import { valueInWords } from './value-text.ts'
import { useWhatIfStore, type Tried } from './what-if-store.ts'

/** Writes the turned numbers into the journey and its assumptions, as one step that Undo takes back, and rehearses the journey as it then is. */
export async function applyTurned(): Promise<void> {
  const { base, turns, tried } = useWhatIfStore.getState()
  const all: Turn[] = Object.entries(turns).map(([id, value]) => ({ id, value }))
  if (base === null || all.length === 0) return
  const numbers = knobsOf(base.document, base.assumptions.scenario, base.assumptions.assume).filter(({ id }) => Object.hasOwn(turns, id))
  const [first] = numbers
  const name = numbers.length === 1 && first !== undefined ? whatIfText('tryOne', { value: valueInWords(first, turns[first.id]!), owner: first.owner }) : whatIfText('trySeveral', { count: numbers.length })
  const { seal, apply } = documentStore.getState()
  const of = (root: 'journey' | 'scenario') => all.filter(({ id }) => numbers.some((number) => number.id === id && number.root === root))
  const said = numbers.length === 1 && first !== undefined ? whatIfText('appliedOne', { words: first.words, value: valueInWords(first, turns[first.id]!) }) : whatIfText('appliedSeveral', { count: numbers.length })
  const cameTo = tried === null || tried.turns !== turns ? '' : whatCameOut(tried)
  // Both belong to one step of Undo: edits in a row with the same `coalesce` do.
  const coalesce = `what-if ${crypto.randomUUID()}`
  seal()
  if (of('scenario').length > 0) {
    const problem = changeAssumptions((scenario) => applyTurns(base.document, scenario, of('scenario')).scenario ?? scenario, { name, coalesce })
    if (problem !== undefined) return notify(problem, 'error')
  }
  if (of('journey').length > 0) apply({ name, coalesce, run: (document) => applyTurns(document, undefined, of('journey')).document })
  seal()
  useWhatIfStore.setState({ turns: {}, tried: null, curve: null })
  notifyUndoable({ message: [said, cameTo].filter((part) => part !== '').join(' '), undo: takeBackLast() })
  await run()
}

/** What applying does to the figure that was looked at: its change is gone from the table once it is in the journey. */
function whatCameOut({ differences: { rows }, document }: Tried): string {
  const row = chosenFigure(rows.filter(({ isHeadline }) => isHeadline), useWhatIfStore.getState().figure)
  if (row === undefined) return ''
  const [figure, before, after] = [figureName(row, [document]), figureInFull(row, row.before), figureInFull(row, row.after)]
  return whatIfText(row.before === row.after ? 'appliedSame' : 'appliedFigure', { figure, before, after })
}
