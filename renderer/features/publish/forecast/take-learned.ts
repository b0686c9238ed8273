import { notify } from '../../../components/notify.ts'
import { full } from '../../../i18n/numbers.ts'
import { changeAssumptions } from '../../../stores/assumptions-store.ts'
import { useUiStore } from '../../../stores/ui-store.ts'
import { openAssumptions } from '../../assumptions/panel-store.ts'
import { withLearned } from '../../assumptions/scenario-edits.ts'
import { useForecastStore, type Learned } from './forecast-store.ts'
import { forecastText } from './texts.ts'

/** Takes what was learned as the assumptions of the open journey, one step that Undo takes back, and shows them. */
export function takeLearned({ name, responses, messages }: Learned): void {
  const problem = changeAssumptions((scenario) => ({ ...withLearned(scenario, responses), name }), { name: forecastText('learned', { name }), coalesce: `forecast ${name}` })
  if (problem !== undefined) return notify(problem, 'error')
  useForecastStore.setState({ learned: null })
  useUiStore.getState().showPage('editor')
  openAssumptions()
  notify(forecastText('learnedNote', { messages: full(messages) }))
}
