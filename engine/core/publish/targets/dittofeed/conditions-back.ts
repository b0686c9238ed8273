import type { ComparisonOp, Condition, Scalar, Where } from '../../../model/condition.ts'
import { durationOfMs } from '../../../model/duration.ts'
import { eventHere } from './events.ts'
import type { PropertyTest, SegmentBody, SegmentNode } from './payload.ts'

/** A segment as a condition. `strange`: what of it there are no words for; it holds for nobody then. */
export interface ReadSegment { readonly when: Condition; readonly strange: readonly string[] }

const NEVER: Condition = { any: [] }

export function conditionOf({ definition }: SegmentBody): ReadSegment {
  const nodes = new Map([definition.entryNode, ...definition.nodes].map((node) => [node.id, node]))
  const strange: string[] = []
  const read = (node: SegmentNode, inside: readonly string[]): Condition => {
    const unknown = (what: string): Condition => {
      strange.push(what)
      return NEVER
    }
    switch (node.type) {
      case 'And':
      case 'Or': {
        const children = (node.children ?? []).map((id): Condition => {
          const child = nodes.get(id)
          return child && !inside.includes(id) ? read(child, [...inside, id]) : unknown(`node ${id}, which is ${child ? 'inside of itself' : 'not there'}`)
        })
        return node.type === 'And' ? { all: children } : { any: children }
      }
      case 'Everyone': return { all: [] }
      case 'Includes': return subject(node.path ?? '', { op: 'contains', value: node.item ?? '' })
      case 'Trait': {
        const comparison = comparisonOf(node.operator)
        return comparison ? subject(node.path ?? '', comparison) : unknown(`a trait with ${node.operator?.type ?? 'nothing'}`)
      }
      case 'Performed': {
        if (node.timeOperator !== undefined && node.timeOperator !== 'Within') return unknown('an event before or after a date')
        const where = whereOf(node.properties, unknown)
        const count = countOf(node)
        return {
          did: eventHere(node.event ?? ''), ...where,
          ...(node.timeOperator === 'Within' ? { within: durationOfMs(Math.round((node.withinSeconds ?? 0) * 1000)) } : {}),
          ...(count ? { count } : {}),
        }
      }
      default: return unknown(node.type)
    }
  }
  return { when: read(definition.entryNode, [definition.entryNode.id]), strange }
}

function subject(path: string, comparison: { op: ComparisonOp; value?: Scalar }): Condition {
  return path.startsWith('score:') ? { score: path.slice('score:'.length), ...comparison } : { attribute: path, ...comparison }
}

/** Of a wait: the event that it is for, and what it must carry. Undefined for a segment that is no single event. */
export function awaitedEvent({ definition: { entryNode } }: SegmentBody): { readonly event: string; readonly where?: Where; readonly strange: readonly string[] } | undefined {
  if (entryNode.type !== 'KeyedPerformed' && entryNode.type !== 'Performed') return undefined
  const strange: string[] = []
  const where = whereOf(entryNode.properties, (what) => {
    strange.push(what)
    return NEVER
  })
  if (entryNode.times !== undefined && (entryNode.times !== 1 || (entryNode.timesOperator ?? '>=') !== '>=')) strange.push('an event that has to happen several times')
  if (entryNode.timeOperator !== undefined) strange.push('an event in a window')
  return { event: eventHere(entryNode.event ?? ''), ...where, strange }
}

function whereOf(properties: readonly PropertyTest[] | undefined, unknown: (what: string) => Condition): { where?: Condition } {
  const tests = (properties ?? []).map((test): Condition => {
    const comparison = comparisonOf(test.operator)
    return comparison ? { property: test.path, ...comparison } : unknown(`a property with ${test.operator.type}`)
  })
  const [only] = tests
  if (!only) return {}
  return { where: tests.length === 1 ? only : { all: tests } }
}

const OPS: Readonly<Record<string, ComparisonOp>> = { Equals: 'eq', NotEquals: 'ne', Exists: 'exists', NotExists: 'missing', GreaterThanOrEqual: 'gte', LessThan: 'lt' }

function comparisonOf(operator: { type: string; value?: string | number | undefined } | undefined): { op: ComparisonOp; value?: Scalar } | undefined {
  const op = operator && Object.hasOwn(OPS, operator.type) ? OPS[operator.type] : undefined
  if (op === undefined) return undefined
  if (op === 'exists' || op === 'missing') return { op }
  return operator?.value === undefined ? undefined : { op, value: operator.value }
}

function countOf({ times, timesOperator = '=' }: SegmentNode): { op: 'gte' | 'lt' | 'eq'; value: number } | undefined {
  if (times === undefined || (times === 1 && timesOperator === '>=')) return undefined
  return { op: timesOperator === '>=' ? 'gte' : timesOperator === '<' ? 'lt' : 'eq', value: Math.max(0, Math.round(times)) }
}
