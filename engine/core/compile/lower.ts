import { canonicalJson, type JsonValue } from '../json.ts'
import { type Condition, type Where, isAlways } from '../model/condition.ts'
import { exactMs } from '../model/duration.ts'
import { COMPLETED } from '../model/steps/exit.ts'
import type { Goal, JourneyDocument } from '../model/journey.ts'
import { portsOf, type Step } from '../model/steps/registry.ts'
import { notYetRunning } from '../lint/rules/not-yet-running.ts'
import { RehearsalError } from '../errors.ts'
import {
  ALWAYS, NOWHERE, type Deal, type JourneyProgram, type Operation, type Predicate, type ProgramExit, type ProgramGoal, type ProgramStep,
} from './program.ts'

/**
 * Lowers a journey document that lints without errors to the flat program both engines run.
 * Throws a `RehearsalError` J090 that names the first thing the document uses and no engine runs yet.
 */
export function lower(document: JourneyDocument): JourneyProgram {
  const missing = notYetRunning(document)[0]
  if (missing) throw new RehearsalError(missing.code, `${missing.message} (${missing.path})`, missing.help)
  return new Lowering(document).program()
}

class Lowering {
  readonly #document: JourneyDocument
  readonly #stepIndex: ReadonlyMap<string, number>
  readonly #outcomes: string[] = [COMPLETED]
  readonly #deals: { step: number; deal: Deal }[] = []
  /** Equal conditions become one object, so that the kernel keeps one window for all their uses. */
  readonly #predicates = new Map<string, Predicate>()

  constructor(document: JourneyDocument) {
    this.#document = document
    this.#stepIndex = new Map(Object.keys(document.steps).map((id, index) => [id, index]))
  }

  program(): JourneyProgram {
    const { id, entries, reentry, exits = [], steps } = this.#document
    const goals = (this.#document.goals ?? []).map((goal) => this.#goal(goal))
    return {
      journeyId: id,
      entries: entries.flatMap((entry) =>
        entry.trigger.kind === 'event'
          ? [{ id: entry.id, event: entry.trigger.event, where: this.#where(entry.where), target: this.#target(entry.next) }]
          : [],
      ),
      reentry: reentry?.kind === 'afterExit' ? { kind: 'afterExit', cooldownMs: exactMs(reentry.cooldown ?? 'PT0S') } : { kind: 'once' },
      goals,
      exits: exits.flatMap((exit): ProgramExit[] =>
        'event' in exit ? [{ id: exit.id, event: exit.event, where: this.#where(exit.where), outcome: this.#outcome(`exit:${exit.id}`) }] : [],
      ),
      steps: Object.entries(steps).map(([stepId, step], index) => this.#step(stepId, step, index)),
      outcomes: this.#outcomes,
      deals: this.#deals,
      longestWindowMs: Math.max(0, ...goals.map(({ windowMs }) => windowMs ?? 0)),
    }
  }

  #goal(goal: Goal): ProgramGoal {
    return {
      id: goal.id,
      event: goal.event,
      where: this.#where(goal.where),
      value: goal.value ?? null,
      windowMs: goal.window === undefined ? null : exactMs(goal.window),
      endsJourney: goal.endsJourney ?? false,
      outcome: this.#outcome(`goal:${goal.id}`),
    }
  }

  #step(id: string, step: Step, index: number): ProgramStep {
    const ports = portsOf(step).map((port) => ({ id: port.id, target: this.#target(port.target) }))
    const portNumber = (portId: string) => ports.findIndex((port) => port.id === portId)
    return { id, ports, operation: this.#operation(id, step, index, portNumber) }
  }

  #operation(id: string, step: Step, index: number, portNumber: (portId: string) => number): Operation {
    switch (step.kind) {
      case 'message':
        return { kind: 'message', channel: step.channel, deal: step.variants ? this.#deal(index, `${this.#document.id}/${id}`, step.variants, null) : null }
      case 'delay':
        return { kind: 'delay', ms: exactMs(step.for!) } // every other form was refused as not running yet
      case 'waitFor':
        return {
          kind: 'waitFor',
          branches: step.branches.flatMap((branch) =>
            'event' in branch ? [{ event: branch.event, where: this.#where(branch.where), port: portNumber(branch.id) }] : [],
          ),
          timeout: step.timeout ? { ms: exactMs(step.timeout.after), port: portNumber('timeout') } : null,
          look: step.look === undefined || step.look === 'arrival' || step.look === 'entry' ? (step.look ?? 'arrival') : exactMs(step.look),
        }
      case 'branch':
        return {
          kind: 'branch',
          branches: step.branches.map((branch) => ({ when: this.#predicate(branch.when), port: portNumber(branch.id) })),
          elsePort: portNumber('else'),
        }
      case 'split': {
        const goal = step.goal === undefined ? null : (this.#document.goals ?? []).findIndex((one) => one.id === step.goal)
        return { kind: 'split', deal: this.#deal(index, step.key ?? `${this.#document.id}/${id}`, step.variants, goal) }
      }
      case 'update':
        return {
          kind: 'update',
          set: Object.entries(step.set).map(([attribute, value]) => ({ attribute, value: value as JsonValue, liquid: isLiquid(value) })), // as: z.json() is JSON
        }
      case 'exit':
        return { kind: 'exit', outcome: this.#outcome(step.outcome ?? COMPLETED) }
      case 'webhook':
      case 'journey':
        throw new Error(`${step.kind} was not refused before lowering`)
    }
  }

  #deal(step: number, seed: string, variants: readonly { id: string; weight: number }[], goal: number | null): Deal {
    const deal = { index: this.#deals.length, seed, weights: variants.map(({ weight }) => weight), variantIds: variants.map(({ id }) => id), goal }
    this.#deals.push({ step, deal })
    return deal
  }

  #target(stepId: string | undefined): number {
    return stepId === undefined ? NOWHERE : (this.#stepIndex.get(stepId) ?? NOWHERE)
  }

  #outcome(outcome: string): number {
    const known = this.#outcomes.indexOf(outcome)
    return known >= 0 ? known : this.#outcomes.push(outcome) - 1
  }

  #where(where: Where | undefined): Predicate {
    return isAlways(where) ? ALWAYS : this.#predicate(where as Condition) // as: not empty, so a condition
  }

  #predicate(condition: Condition): Predicate {
    const predicate = this.#lowered(condition)
    const key = canonicalJson(predicate)
    const known = this.#predicates.get(key)
    if (known) return known
    this.#predicates.set(key, predicate)
    return predicate
  }

  #lowered(condition: Condition): Predicate {
    if ('all' in condition) return { kind: 'all', of: condition.all.map((one) => this.#predicate(one)) }
    if ('any' in condition) return { kind: 'any', of: condition.any.map((one) => this.#predicate(one)) }
    if ('not' in condition) return { kind: 'not', of: this.#predicate(condition.not) }
    if ('segment' in condition) return this.#predicate(this.#document.segments![condition.segment]!.when) // lint made sure it exists
    if ('attribute' in condition) return { kind: 'attribute', name: condition.attribute, test: { op: condition.op, value: condition.value } }
    if ('property' in condition) return { kind: 'property', name: condition.property, test: { op: condition.op, value: condition.value } }
    if ('did' in condition) {
      return {
        kind: 'did',
        event: condition.did,
        where: this.#where(condition.where),
        windowMs: condition.within === undefined ? null : exactMs(condition.within),
        count: condition.count ?? { op: 'gte', value: 1 },
        per: condition.per ?? null,
      }
    }
    throw new Error(`condition was not refused before lowering: ${canonicalJson(condition)}`)
  }
}

/** Text with `{{ … }}` or `{% … %}` is a template; anything else is taken as it stands. */
export function isLiquid(value: unknown): boolean {
  return typeof value === 'string' && /\{\{|\{%/.test(value)
}
