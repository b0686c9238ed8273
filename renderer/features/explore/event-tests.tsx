import { ActionIcon, MantineThemeProvider, Popover } from '@mantine/core'
import { IconFilter, IconFilterFilled } from '@tabler/icons-react'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import type { Where } from '../../../engine/core/model/condition.ts'
import { Hint } from '../../components/hint.tsx'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { ComparisonFields, type Comparison } from '../inspector/condition/comparison-fields.tsx'
import { conditionProblem } from '../inspector/condition/condition-forms.ts'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { AddButton, RemoveButton } from '../inspector/fields/section.tsx'
import { exploreText } from './texts.ts'
import { testInWords, testsOf, whereOf, type PropertyTest } from './property-tests.ts'
import styles from './event-tests.module.css'

type Properties = DatasetCatalogue['attributes']

const FEW_VALUES = 50

const within = { defaultProps: { comboboxProps: { withinPortal: false } } }
/** Lists of choices open inside the popover: a click in one that lay outside would close it. */
const WITHIN = { components: { Select: within, Autocomplete: within, TagsInput: within } }

interface EventTestsProps {
  event: string
  properties: Properties
  value: Where | undefined
  /** Undefined: the event may be anything. */
  onChange(value: Where | undefined): void
  testId: string
}

/** What an event has to be like to count: comparisons of its properties, all of which hold. Behind a button that says them. */
export function EventTests({ event, properties, value, onChange, testId }: EventTestsProps) {
  const tests = testsOf(value)
  const words = tests.length === 0 ? exploreText('onlyIf', { event }) : exploreText('onlyIfSet', { event, tests: tests.map(testInWords).join(', ') })
  const set = (next: readonly PropertyTest[]) => onChange(whereOf(next))
  // An id with a value for nearly every row is rarely what is meant.
  const first = properties.find(({ types, distinct }) => types.includes('number') || distinct <= FEW_VALUES) ?? properties[0]
  return (
    <Popover position="bottom-start" width={330} trapFocus returnFocus withinPortal shadow="md">
      <Hint label={words}>
        <span>
          <Popover.Target>
            <ActionIcon variant={tests.length === 0 ? 'subtle' : 'light'} color={tests.length === 0 ? 'gray' : 'blue'} size={28} aria-label={words} data-testid={`${testId}-tests`}>
              {tests.length === 0 ? <IconFilter size={15} stroke={1.8} /> : <IconFilterFilled size={15} />}
            </ActionIcon>
          </Popover.Target>
        </span>
      </Hint>
      <Popover.Dropdown aria-label={words}>
        <MantineThemeProvider inherit theme={WITHIN}>
          <div className={styles.tests}>
            <p className={styles.title}>{exploreText('onlyIf', { event })}</p>
            {tests.map((test, index) => (
              // Tests have no ids; their place is what they are.
              <div key={index} className={styles.test}>
                <div className={styles.fields}>
                  <TestFields test={test} properties={properties} onChange={(next) => set(tests.with(index, next))} />
                </div>
                <RemoveButton isSmall label={exploreText('removeTest', { test: testInWords(test) })} onClick={() => set(tests.toSpliced(index, 1))} />
              </div>
            ))}
            {first !== undefined && <AddButton label={exploreText(tests.length === 0 ? 'addTest' : 'alsoTest')} testId={`${testId}-add-test`} onClick={() => set([...tests, firstTest(first)])} />}
          </div>
        </MantineThemeProvider>
      </Popover.Dropdown>
    </Popover>
  )
}

function TestFields({ test, properties, onChange }: { test: PropertyTest; properties: Properties; onChange(test: PropertyTest): void }) {
  // Only what the engine takes goes on; the reason comes back to the field.
  const take = (next: PropertyTest): string | undefined => {
    const problem = conditionProblem(next)
    if (problem !== undefined) return fromEngine(problem)
    onChange(next)
    return undefined
  }
  const comparison: Comparison = { op: test.op, ...(test.value === undefined ? {} : { value: test.value }) }
  return (
    <ComparisonFields
      subject={
        <ChoiceField
          label={exploreText('property')}
          showLabel={false}
          value={test.property}
          options={properties.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name) => {
            const property = properties.find((one) => one.name === name)
            return property === undefined ? undefined : take(firstTest(property))
          }}
          testId="test-property"
        />
      }
      value={comparison}
      suggestions={properties.find(({ name }) => name === test.property)?.top.map(({ value }) => value) ?? []}
      onChange={(next) => take({ property: test.property, ...next })}
    />
  )
}

/** A test to begin with: numbers from about the middle of their range up, else the value seen most. */
function firstTest({ name, types, top, min, max }: Properties[number]): PropertyTest {
  if (types.includes('number') && min !== null && max !== null) return { property: name, op: 'gte', value: Math.floor((min + max) / 2) }
  const most = top[0]?.value
  if (most === undefined) return { property: name, op: 'exists' }
  return { property: name, op: 'eq', value: types.includes('boolean') ? most === 'true' : most }
}
