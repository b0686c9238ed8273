import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconTargetArrow } from '@tabler/icons-react'
import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import { people } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { showOneOf } from '../people/walk-people.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { endedWithoutGoal } from './lost.ts'
import { explainText } from './texts.ts'

const MOST_STEPS = 5

/** People by what became of them: one of those is told at once, and the others can be walked through. */
export function SomebodyWho({ run }: { run: FinishedRun }) {
  const choices = choicesOf(run)
  if (choices.length === 0) return null
  return (
    <Menu position="bottom-start" shadow="md" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<IconTargetArrow size={14} stroke={1.9} />} rightSection={<IconChevronDown size={13} stroke={2} />} data-testid="somebody-who">
          {explainText('whoseOutcome')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ of, words, testId }) => (
          <Menu.Item key={words} onClick={() => void showOneOf(of)} data-testid={testId}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What became of people in the run, each with how many; nobody is behind a 0. */
function choicesOf(run: FinishedRun): { of: PeopleOf; words: string; testId: string }[] {
  const { document, result } = run
  const step = (id: string) => nameOfStep(document, id)
  const lost = endedWithoutGoal(run).slice(0, MOST_STEPS).map(([id, count]) => ({ of: { kind: 'leftWithoutGoal' as const, step: id }, words: explainText(document.steps[id]?.kind === 'exit' ? 'endedAt' : 'lostAt', { step: step(id), people: people(count) }), testId: `who-lost-${id}` }))
  const goals = Object.entries(result.goals).flatMap(([goal, { conversions }]) => (conversions === 0 ? [] : [{ of: { kind: 'goal' as const, goal }, words: explainText('reached', { goal, people: people(conversions) }), testId: `who-goal-${goal}` }]))
  const waiting = Object.entries(result.steps)
    .filter(([, one]) => one.waiting > 0)
    .sort(([, a], [, b]) => b.waiting - a.waiting)
    .slice(0, MOST_STEPS)
    .map(([id, one]) => ({ of: { kind: 'waiting' as const, step: id }, words: explainText('waitsAt', { step: step(id), people: people(one.waiting) }), testId: `who-waits-${id}` }))
  return [...goals, ...lost, ...waiting]
}
