import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

/** Texts that would do something wherever they are taken for more than text. What they would do is set `hacked`. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'a script': '<script>globalThis.hacked=1</script>',
  'an image': '"><img src=x onerror="globalThis.hacked=1">',
  'the end of a script': '</script><script>globalThis.hacked=1</script><!--',
  'a vector picture': '<svg onload=globalThis.hacked=1>',
  'a template literal': '${globalThis.hacked=1}`${globalThis.hacked=1}',
  'the end of a comment': '*/ globalThis.hacked=1 /*',
  'the end of a line comment': '\u2028globalThis.hacked=1\u2029globalThis.hacked=1\r\nglobalThis.hacked=1',
  'the end of a text': "';globalThis.hacked=1;//\\\";globalThis.hacked=1//",
  'the end of a section': ']]>',
  'writing that turns around': '\u202Egnp.exe\u2066x',
  'control characters': 'a\u0000b\u0007\u001b[2J\u001b[31m\u009b31m',
  'half a character': '\uD800',
  'a directive': '%%{init: {"securityLevel":"loose"}}%% $$x$$ `x` #quot; &lt;',
  'an address': 'javascript:globalThis.hacked=1',
  'a formula': '=cmd|\' /c calc\'!A1',
  'Liquid': '{{ "x" | append: y }}{% for i in (1..3) %}{{ i }}{% endfor %}',
}

/** Names that every object of JavaScript answers to. */
export const PROTOTYPE_NAMES = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf', '__defineGetter__', 'watch']

/** A valid journey in which that text stands wherever a text may stand. */
export function everywhere(text: string): JourneyDocument {
  const name = { name: text, note: text }
  const condition = { all: [{ attribute: text, op: 'eq' as const, value: text }, { did: text, where: { property: text, op: 'contains' as const, value: text }, within: 'P1D', count: { op: 'lt' as const, value: 9 } }] }
  const id = (what: string): string => `${what}${text}`
  return {
    format: 'journey', formatVersion: 1, id: text, name: text, description: text, currency: text,
    stages: [{ id: text, name: text }],
    segments: { [text]: { name: text, when: { attribute: text, op: 'exists' } } },
    entries: [{ id: text, trigger: { kind: 'event', event: text }, next: id('wait') }, { id: id('api'), trigger: { kind: 'api', name: text }, where: { property: text, op: 'eq', value: text }, next: id('wait') }],
    reentry: { kind: 'always', key: text },
    goals: [{ id: text, event: id('goal'), where: { property: text, op: 'ne', value: text }, value: text }],
    exits: [{ id: text, event: id('exit') }, { id: id('left'), segment: text }],
    policies: { consent: { sms: text }, holdout: { share: 0, key: text } },
    steps: {
      [id('wait')]: { kind: 'waitFor', ...name, stage: text, branches: [{ id: id('came'), event: id('came'), where: condition, next: id('branch') }], timeout: { after: 'PT1H', next: id('branch') } },
      [id('branch')]: { kind: 'branch', ...name, branches: [{ id: id('yes'), when: condition, next: id('split') }, { id: id('in'), when: { segment: text }, next: id('split') }], else: id('split') },
      [id('split')]: { kind: 'split', ...name, key: text, variants: [{ id: id('a'), name: text, weight: 1, next: id('message') }, { id: id('b'), name: text, weight: 1, next: id('update') }] },
      [id('message')]: { kind: 'message', ...name, channel: 'email', template: { title: text, body: `${text}<b>x</b>`, link: text, html: text }, variants: [{ id: text, weight: 1, template: { title: text } }], next: id('update') },
      [id('update')]: { kind: 'update', ...name, set: { [id('attribute')]: text.includes('{{') ? 'x' : text.replaceAll('{', '(').replaceAll('%', '') }, next: id('end') },
      [id('end')]: { kind: 'exit', ...name, outcome: text },
    },
    layout: { [id('wait')]: { x: 400, y: 0 }, [id('branch')]: { x: 800, y: 0 }, [id('split')]: { x: 1200, y: 0 }, [id('message')]: { x: 1600, y: -200 }, [id('update')]: { x: 1600, y: 200 }, [id('end')]: { x: 2000, y: 0 }, notes: [{ id: text, x: 0, y: 300, width: 240, height: 120, text }] },
  } as JourneyDocument // as: every kind of step and condition is written out above
}

/** A chain of that many steps, by turns a wait and a message. */
export function chain(count: number): JourneyDocument {
  const steps: JourneyDocument['steps'] = {}
  for (let index = 0; index < count; index++) {
    const next = index + 1 < count ? { next: `s${index + 1}` } : {}
    steps[`s${index}`] = index % 2 === 0 ? { kind: 'delay', for: 'PT1H', ...next } : { kind: 'message', channel: 'push', name: `Message ${index}`, ...next }
  }
  return { format: 'journey', formatVersion: 1, id: 'chain', name: 'Chain', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 's0' }], steps }
}

/** A step with that many branches. */
export function wide(count: number): JourneyDocument {
  const branches = Array.from({ length: count }, (_, index) => ({ id: `b${index}`, when: { attribute: `a${index}`, op: 'eq' as const, value: index }, next: 'end' }))
  return { format: 'journey', formatVersion: 1, id: 'wide', name: 'Wide', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 's' }], steps: { s: { kind: 'branch', branches }, end: { kind: 'exit' } } }
}

/** A condition with that many others in one another, as JSON: no object that deep may have to be walked through by the one who makes it. */
export function deepText(levels: number): string {
  const when = `${'{"not":'.repeat(levels)}{"attribute":"a","op":"exists"}${'}'.repeat(levels)}`
  return `{"format":"journey","formatVersion":1,"id":"deep","name":"Deep","entries":[{"id":"in","trigger":{"kind":"event","event":"signup"},"next":"s"}],"steps":{"s":{"kind":"branch","branches":[{"id":"yes","when":${when}}]}}}`
}

/** One message with these fields changed. */
export function oneMessage(change: Record<string, unknown>): string {
  return JSON.stringify({ format: 'journey', formatVersion: 1, id: 'one', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'm' }], steps: { m: { kind: 'message', channel: 'email', ...change } } })
}
