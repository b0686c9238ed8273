import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connectPort, kindOf, portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import { withChannel } from '../channel.ts'
import type { Command } from '../command.ts'
import { nameOfStep } from '../names.ts'
import { editText } from '../edit-texts.ts'
import { withField } from './journey.ts'

/** What a replacement leaves out: a way of the old step that the new one does not have. */
export interface LostWay { label: string; to: string }

/**
 * Puts another step in the place of one. It keeps the id, so that everything that leads to it or names it still does, the stage and the
 * note; the name where it is of the same family; a message keeps its texts when only its channel changes; a time is taken over as a time
 * limit and back. Its ways lead where the old ones did, by name and then in order; `lost` are those that found no place.
 */
export function replaceStep(stepId: string, wanted: Step, document: JourneyDocument): { command: Command; lost: LostWay[] } {
  const old = document.steps[stepId]
  if (!old) return { command: { name: editText('replace'), run: (current) => current }, lost: [] }
  const { step, lost } = replacementFor(old, wanted)
  return {
    command: { name: editText('replaceWith', { name: nameOfStep(old), other: nameOfStep(wanted) }), run: (current) => (current.steps[stepId] === old ? { ...current, steps: { ...current.steps, [stepId]: step } } : current) },
    lost,
  }
}

/** The step that takes the place of `old`, and the ways that get lost. */
export function replacementFor(old: Step, wanted: Step): { step: Step; lost: LostWay[] } {
  if (old.kind === 'message' && wanted.kind === 'message') return { step: withChannel(old, wanted.channel), lost: [] }
  const blank = withContentOf(old, wanted)
  const name = kindOf(old).family === kindOf(blank).family ? old.name : undefined
  const bare = withField(withField(withField(blank, 'name', name), 'stage', old.stage), 'note', old.note)
  return rejoined(old, bare)
}

/** What of the old step's content means the same in the new one. */
function withContentOf(old: Step, wanted: Step): Step {
  if (old.kind === 'delay' && old.for !== undefined && wanted.kind === 'waitFor') return { ...wanted, timeout: { after: old.for } }
  if (old.kind === 'waitFor' && old.timeout && wanted.kind === 'delay') return { kind: 'delay', for: old.timeout.after }
  // As many ways as before, so that none is lost.
  if (old.kind === 'branch' && wanted.kind === 'split') return { ...wanted, variants: portsOf(old).map(({ id }) => ({ id, weight: 1 })) }
  if (old.kind === 'split' && wanted.kind === 'branch') return { ...wanted, branches: old.variants.slice(0, -1).filter(isNameable).map(({ id }) => ({ id, when: { all: [] } })) }
  return wanted
}

function isNameable({ id }: { id: string }): boolean {
  return id !== 'timeout' && id !== 'else'
}

/** Ports that mean the same under another name. */
const SAME: Record<string, string> = { timeout: 'else', else: 'timeout' }

function rejoined(old: Step, blank: Step): { step: Step; lost: LostWay[] } {
  const free = new Set(portsOf(blank).map(({ id }) => id))
  const ways = portsOf(old).flatMap(({ id, label, target }) => (target === undefined ? [] : [{ id, label, to: target }]))
  const ports = new Map<string, string>()
  for (const { id } of ways) {
    const same = [id, SAME[id] ?? id].find((candidate) => free.has(candidate))
    if (same === undefined || free.size === 1) continue
    free.delete(same)
    ports.set(id, same)
  }
  for (const { id } of ways) {
    const [next] = free
    if (ports.has(id) || next === undefined) continue
    free.delete(next)
    ports.set(id, next)
  }
  const step = ways.reduce((joined, { id, to }) => (ports.has(id) ? connectPort(joined, ports.get(id)!, to) : joined), blank)
  const reached = new Set(portsOf(step).flatMap(({ target }) => target ?? []))
  return { step, lost: ways.filter(({ to }) => !reached.has(to)).map(({ label, to }) => ({ label, to })) }
}
