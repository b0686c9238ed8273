import { isAlways, type ComparisonOp, type Scalar, type Where } from '../../../engine/core/model/condition.ts'
import { conditionInWords } from '../../i18n/in-words.ts'

/** A comparison of one property of an event. */
export interface PropertyTest {
  property: string
  op: ComparisonOp
  value?: Scalar | Scalar[] | undefined
}

/** The comparisons a condition consists of; only such conditions are made here. */
export function testsOf(where: Where | undefined): readonly PropertyTest[] {
  if (isAlways(where)) return []
  const conditions = 'all' in where ? where.all : [where]
  return conditions.flatMap((condition) => ('property' in condition ? [condition] : []))
}

/** The condition that all of these hold; undefined for none. */
export function whereOf(tests: readonly PropertyTest[]): Where | undefined {
  const [first, ...more] = tests
  return first === undefined ? undefined : more.length === 0 ? first : { all: [...tests] }
}

export function testInWords(test: PropertyTest): string {
  return conditionInWords(test)
}
