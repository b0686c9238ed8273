import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { renderValue, type LiquidScope } from '../../../engine/core/simulate/liquid.ts'

const scope: LiquidScope = {
  profile: { id: 'p-1', city: 'İzmir', orders: 3, tags: ['a', 'b'] },
  event: { name: 'purchase', at: Date.UTC(2026, 10, 30, 23, 30), price: 12.5 },
  journey: { id: 'shop' },
  nowMs: Date.UTC(2026, 11, 1, 22, 5),
}

describe('a rendered template', () => {
  it.each([
    ['a number', '{{ profile.orders | plus: 1 }}', 4],
    ['a number with a fraction', '{{ event.price }}', 12.5],
    ['true', '{{ "TRUE" }}', true],
    ['text that only looks like a number', '{{ "007" }}', '007'],
    ['an integer of more than 15 digits', '{{ "1234567890123456" }}', '1234567890123456'],
    ['text', '{{ profile.city }}-{{ journey.id }}', 'İzmir-shop'],
    ['nothing', '{{ "" }}', undefined],
    ['an unknown variable', '{{ profile.nickname }}', undefined],
    ['a member of an unknown variable', '{{ nobody.at.all }}', undefined],
    ['a member every object has', '{{ profile.constructor }}', undefined],
    ['a loop', '{% for tag in profile.tags %}{{ tag }}{% endfor %}', 'ab'],
    ['a choice', '{% if profile.orders > 2 %}gold{% else %}new{% endif %}', 'gold'],
  ])('is typed like a CSV cell: %s', (_, template, value) => {
    expect(renderValue(template, scope)).toBe(value)
  })

  it.each([
    ['now', '{{ "now" | date: "%Y-%m-%dT%H:%M" }}', '2026-12-01T22:05'],
    ['today', '{{ "today" | date: "%d %B" }}', '01 December'],
    ['now in another form', '{{ "now" | date_to_xmlschema }}', '2026-12-01T22:05:00+00:00'],
    ['now as text', '{{ "now" | date_to_long_string }}', '01 December 2026'],
    ['the event at hand, in epoch ms', '{{ event.at | date: "%Y-%m-%dT%H:%M" }}', '2026-11-30T23:30'],
    ['epoch seconds', '{{ 1764545400 | date: "%Y-%m-%dT%H:%M" }}', '2025-11-30T23:30'],
    ['an instant without a zone', '{{ "2026-12-01 09:00" | date: "%H:%M" }}', '09:00'],
    ['an instant with a zone', '{{ "2026-12-01T09:00+03:00" | date: "%H:%M" }}', '06:00'],
  ])('tells the time of the simulation in UTC: %s', (_, template, value) => {
    expect(renderValue(template, scope)).toBe(value)
  })

  it('comes out the same in any time zone and language of the machine', () => {
    const script = `import { renderValue } from './engine/core/simulate/liquid.ts'
      const scope = ${JSON.stringify(scope)}
      console.log(JSON.stringify(['{{ "now" | date: "%d %B %H:%M" }}', '{{ "2026-12-01 09:00" | date: "%A %H:%M" }}', '{{ "2026-12-01" | date: "%d" }}'].map((one) => renderValue(one, scope))))`
    const run = (env: Record<string, string>) =>
      JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: new URL('../../..', import.meta.url).pathname, env: { ...process.env, ...env }, encoding: 'utf8' })) as unknown
    const expected = ['01 December 22:05', 'Tuesday 09:00', '01']
    expect(run({ TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' })).toEqual(expected)
    expect(run({ TZ: 'America/Los_Angeles', LC_ALL: 'de_DE.UTF-8' })).toEqual(expected)
  })

  it.each([
    ['that does not parse', '{{ profile.city', 'output "{{ profile.city" not closed, line:1, col:1'],
    ['with a filter nobody knows', '{{ "a" | upcas }}', 'undefined filter: upcas, line:1, col:1'],
    ['that throws dice', '{{ profile.tags | sample }}', 'undefined filter: sample, line:1, col:1'],
    ['that reads another file', '{% include "package.json" %}', 'tag "include" not found, line:1, col:1'],
    ['that renders another file', '{% render "package.json" %}', 'tag "render" not found, line:1, col:1'],
    ['with a layout from another file', '{% layout "package.json" %}', 'tag "layout" not found, line:1, col:1'],
    ['that counts to a billion', '{% for i in (1..1000000000) %}{{ i }}{% endfor %}', 'memory alloc limit exceeded, line:1, col:1'],
    ['of loops that make nothing', '{% assign r = (1..1000) %}{% for i in r %}{% for j in r %}{% for k in r %}{% endfor %}{% endfor %}{% endfor %}', 'memory alloc limit exceeded, line:1, col:43'],
  ])('%s is refused with what is wrong', (_, template, why) => {
    expect(() => renderValue(template, scope)).toThrow(
      expect.objectContaining({ code: 'S002', message: `the template ${JSON.stringify(template)} cannot be rendered: ${why}`, help: 'mend the template', unusable: false }),
    )
  })
})
