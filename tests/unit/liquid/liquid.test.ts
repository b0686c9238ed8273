import { describe, expect, it } from 'vitest'
import { liquidHelp, MOST_CHARACTERS, MOST_PARTS, problemInWords } from '../../../engine/core/liquid/liquid-problem.ts'
import { FILTERS } from '../../../engine/core/liquid/filters.ts'
import { createLiquid } from '../../../engine/core/liquid/liquid-engine.ts'
import { readText } from '../../../engine/core/liquid/read-text.ts'
import { renderText } from '../../../engine/core/liquid/render-text.ts'
import type { LiquidScope } from '../../../engine/core/simulate/liquid.ts'

const scope: LiquidScope = { profile: { id: 'p-1', city: 'İzmir', html: '<script>x</script>' }, event: { name: 'view', at: Date.UTC(2026, 10, 30), price: 12.5 }, journey: { id: 'shop' }, nowMs: Date.UTC(2026, 11, 1) }

describe('a rendered text', () => {
  it('is what that person reads, as written', () => {
    expect(renderText('{{ profile.city }} {{ event.price }} {{ profile.none }}|{{ profile.html }} {{ "now" | date: "%d %B" }}', scope)).toEqual({ text: 'İzmir 12.5 |<script>x</script> 01 December' })
  })

  it.each([
    ['a loop to a billion', '{% for i in (1..1000000000) %}{{ i }}{% endfor %}'],
    ['loops inside each other', '{% for i in (1..900) %}{% for j in (1..900) %}{% for k in (1..900) %}x{% endfor %}{% endfor %}{% endfor %}'],
    ['loops that make nothing', '{% assign r = (1..1000) %}{% for i in r %}{% for j in r %}{% for k in r %}{% endfor %}{% endfor %}{% endfor %}'],
    ['a text that doubles itself', '{% assign s = "aaaaaaaaaa" %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}'],
    ['a date as wide as a house', '{{ "2020-01-01" | date: "%999999999d" }}'],
    ['too many characters', 'x'.repeat(MOST_CHARACTERS + 1)],
    ['too many places', '{{ profile.id }}'.repeat(MOST_PARTS + 1)],
    ['blocks inside each other without end', '{% if a %}'.repeat(2000) + '{% endif %}'.repeat(2000)],
  ])('%s ends within a second, with a reason in a few words', (_, template) => {
    const started = performance.now()
    const rendered = renderText(template, scope)
    expect(performance.now() - started).toBeLessThan(1000)
    if (!('problem' in rendered)) return expect(rendered.text).toBe('') // a nest that renders is as good as one that is refused
    expect(problemInWords(rendered.problem).length).toBeLessThanOrEqual(120)
    expect(liquidHelp(rendered.problem)).not.toBe('')
  })

  it.each(['{% include "/etc/passwd" %}', '{% render "package.json" %}', '{% layout "x" %}', '{{ "a,b" | split: "," | sample }}'])('%s reads no file and throws no dice', (template) => {
    expect(renderText(template, scope)).toMatchObject({ problem: { line: 1 } })
  })

  it.each(['constructor', '__proto__', 'toString'])('a member every object has (%s) is missing', (name) => {
    expect(renderText(`{{ profile.${name} }}{{ event["${name}"] }}`, scope)).toEqual({ text: '' })
  })

  it('has every filter that completion offers', () => {
    expect(FILTERS.map(({ name }) => name).filter((name) => createLiquid({ most: 1000 }).filters[name] === undefined)).toEqual([])
  })
})

describe('a text that is read', () => {
  it('tells the variables it takes from outside, and how', () => {
    const text = 'Hi {{ profile.firstName }},\n{% if event.price > 3 %}{{ event.price | round }}{% endif %}{{ city | default: "?" }}{{ profile["a b"] }}{% assign own = 1 %}{{ own }}{% for one in profile.tags %}{{ one }}{{ forloop.index }}{% endfor %}'
    const { problem, variables } = readText(text)
    expect(problem).toBeUndefined()
    expect(variables.map(({ from, to, isHole, isAsked }) => [text.slice(from, to), isHole, isAsked])).toEqual([
      ['profile.firstName', true, false],
      ['event.price', false, true],
      ['event.price', true, true],
      ['city', false, false],
      ['profile["a b"]', true, false],
      ['profile.tags', false, false],
    ])
  })

  it('takes nothing from what is no Liquid, from names of arguments, and from marks that trim', () => {
    const named = (text: string) => readText(text).variables.map(({ path }) => path.join('.'))
    expect(named('{% raw %}{{ a }}{% endraw %}{% comment %}{{ b }}{% endcomment %}{{- profile.c-}}')).toEqual(['profile.c'])
    expect(named('{% for one in event.list limit:2 offset: event.skip %}{{ one.name }}{% endfor %}')).toEqual(['event.list', 'event.skip'])
    expect(named('{{ event.items[0].name }}{{ profile["x.y"].z }}{% if profile.a contains "b" and true %}{% endif %}')).toEqual(['event.items.0.name', 'profile.x.y.z', 'profile.a'])
  })

  it('is read in a moment, however many places it has', () => {
    const started = performance.now()
    expect(readText('{{ profile.a }}'.repeat(MOST_PARTS)).variables).toHaveLength(MOST_PARTS)
    expect(readText('{{'.repeat(3000)).problem).toBeDefined()
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('says where it cannot be read, and says nothing else then', () => {
    expect(readText('Hi\n{{ profile.city')).toEqual({ problem: { what: 'output "{{ profile.city" not closed', line: 2, column: 1 }, variables: [] })
    expect(readText('{{ a | upcas }}').problem).toEqual({ what: 'undefined filter: upcas', line: 1, column: 1 })
    expect(readText('no markup').variables).toEqual([])
  })
})
