import { readFileSync } from 'node:fs'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'

/** The journey of the template, which the scenes build from nothing. */
export const LOAN = JSON.parse(readFileSync(new URL('../../../engine/templates/loan-application/journey.json', import.meta.url), 'utf8')) as JourneyDocument // as: a template is a journey

/** A journey as people tell it apart: steps, stages, segments and ways by what they are called; ids and places are left out. */
export function told(document: JourneyDocument): object {
  const stageName = (id: string | undefined) => document.stages?.find((stage) => stage.id === id)?.name
  const stepName = (id: string | undefined) => (id === undefined ? undefined : (document.steps[id]?.name ?? id))
  const segmentNames = new Map(Object.entries(document.segments ?? {}).map(([id, { name }]) => [id, name ?? id]))
  const spoken = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spoken)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'segment' ? segmentNames.get(String(member)) : spoken(member)]))
  }
  const way = (branch: object & { id: string; next?: string | undefined }) => {
    const { id: _id, next, ...rest } = branch
    return { ...(spoken(rest) as object), next: stepName(next) }
  }
  const step = (one: Step) => {
    const { stage, ...rest } = one
    const ways = 'branches' in one ? { branches: one.branches.map(way) } : {}
    const after = 'timeout' in one && one.timeout ? { timeout: { ...one.timeout, after: one.timeout.after.replace('PT24H', 'P1D'), next: stepName(one.timeout.next) } } : {}
    // A text that is empty is none.
    const texts = 'template' in one && one.template ? { template: Object.fromEntries(Object.entries(one.template).filter(([, text]) => text !== '')) } : {}
    return { ...rest, ...texts, ...ways, ...after, ...('next' in one ? { next: stepName(one.next) } : {}), ...('else' in one ? { else: stepName(one.else) } : {}), stage: stageName(stage) }
  }
  return {
    name: document.name,
    description: document.description,
    timeZone: document.timeZone,
    currency: document.currency,
    stages: new Set(document.stages?.map(({ name }) => name)),
    segments: Object.fromEntries(Object.values(document.segments ?? {}).map(({ name, when }) => [name, when])),
    entries: document.entries.map(({ trigger, where, next }) => ({ trigger, where, next: stepName(next) })),
    reentry: document.reentry,
    goals: document.goals,
    exits: document.exits,
    policies: document.policies && { ...document.policies, quietHours: { ...document.policies.quietHours, mode: 'hold' } },
    steps: Object.fromEntries(Object.values(document.steps).map((one) => [one.name, step(one)])),
  }
}
