import { describe, expect, it } from 'vitest'
import { checkPopulationText, readPopulation } from '../../../engine/core/population/read-spec.ts'
import { plainSpec, shopSpec } from './shop-spec.ts'

const problemsOf = (spec: unknown) => checkPopulationText(JSON.stringify(spec)).problems.map(({ path, message }) => `${path} ${message}`)
const visits = (rest: object) => ({ visits: { starts: [{ to: 'visit', weight: 1 }], between: 'P2D', ...rest } })

describe('a population spec', () => {
  it('is read as it stands', () => {
    expect(readPopulation(JSON.stringify(shopSpec), 'shop')).toEqual(shopSpec)
    expect(readPopulation(`\uFEFF${JSON.stringify(plainSpec())}`, 'plain')).toEqual(plainSpec())
  })

  it.each([
    ['', '$ the file is empty'],
    ['{', '$ not JSON'],
    ['[]', '$ expected an object, not a list'],
    [JSON.stringify({ ...plainSpec(), formatVersion: 2 }), '$.formatVersion this population is written in format version 2'],
  ])('%j is refused', (text, says) => {
    const { problems, spec } = checkPopulationText(text)
    expect(spec).toBeUndefined()
    expect(`${problems[0]!.path} ${problems[0]!.message}`).toContain(says)
  })

  it.each([
    [{ from: '2026-02-30' }, '$.from'],
    [{ days: 0 }, '$.days'],
    [{ timeZone: 'Turkey/Istanbul' }, '$.timeZone expected a time zone such as Europe/Istanbul'],
    [{ colour: 'red' }, '$.colour unknown key "colour"'],
    [{ states: { visit: { next: [{ to: 'vist', share: 1 }] } } }, '$.states.visit.next[0].to there is no state "vist"'],
    [{ states: { visit: { next: [{ to: 'visit', share: 0.7 }, { to: 'visit', share: 0.4 }] } } }, '$.states.visit.next the shares add up to 1.1'],
    [{ states: { visit: { next: [{ to: 'visit', share: 0.5, after: 'soon' }] } } }, '$.states.visit.next[0].after there is no delay "soon"'],
    [{ states: { visit: { next: [{ to: 'visit', share: 0.5, after: [1, 2, 3, 2, 5, 6] }] } } }, '$.states.visit.next[0].after the spans do not ascend'],
    [{ states: { visit: { next: [{ to: 'visit', share: 0.5, after: { quantiles: [[0.1, 5], [1, 9]] } }] } } }, '$.states.visit.next[0].after the spans do not ascend, or their shares do not run from 0 to 1'],
    [{ states: { visit: { next: [{ to: 'visit', share: 0.5, needs: ['cart'] }] } } }, '$.states.visit.next[0].needs[0] there is no kept list "cart"'],
    [{ states: { visit: { next: [{ to: 'visit', share: 0.5, when: { plan: ['pro'] } }] } } }, '$.states.visit.next[0].when.plan there is no attribute "plan"'],
    [{ states: { visit: { properties: { price: { item: 'goods', field: 'price' } } } } }, '$.states.visit.properties.price.item there is no catalogue "goods"'],
    [{ states: { visit: { pick: { catalogue: 'goods' } } } }, '$.states.visit.pick.catalogue there is no catalogue "goods"'],
    [{ catalogues: { goods: [[1, { price: 2 }]] }, states: { visit: { pick: { catalogue: 'goods', weights: [1, 2] } } } }, '$.states.visit.pick.weights 2 weights for 1 items'],
    [{ catalogues: { goods: [[1, { price: 2 }]] }, states: { visit: { properties: { price: { item: 'goods', field: 'prise' } } } } }, '$.states.visit.properties.price.field there is no field "prise"'],
    [{ states: { visit: { properties: { price: { values: [] } } } } }, '$.states.visit.properties.price'],
    [{ attributes: { plan: { fresh: 'event' } } }, '$.attributes.plan an attribute has no event to take this from'],
    [{ attributes: { plan: { by: 'age', cases: {} }, age: 3 } }, '$.attributes.plan.by there is no attribute before this one "age"'],
    [{ attributes: { plan: { by: 'kind', cases: { rich: 'pro' } } } }, '$.attributes.plan.cases.rich there is no kind "rich"'],
    [{ tracks: {} }, '$.tracks there is no track'],
    [{ tracks: { visits: {} } }, '$.tracks.visits the track has neither starts nor broadcasts'],
    [{ tracks: visits({ broadcasts: [{ to: 'visit', at: '2026-01-06', share: 1 }] }) }, '$.tracks.visits a track is made of sessions or of broadcasts'],
    [{ tracks: { visits: { starts: [{ to: 'visit', weight: 0 }] } } }, '$.tracks.visits.starts all weights are 0'],
    [{ tracks: visits({ rhythm: { hours: [1, 2] } }) }, '$.tracks.visits.rhythm.hours'],
    [{ kinds: { some: { share: 1, tracks: { visit: { comesBack: 0.5 } } } } }, '$.kinds.some.tracks.visit there is no track "visit"'],
    [{ kinds: { some: { share: 0 } } }, '$.kinds all weights are 0'],
    [{ arrivals: { growth: 2, after: [0, 1, 2, 3, 4, 5] } }, '$.arrivals arrivals have growth or after'],
    [{ idPrefix: 'kişi-' }, '$.idPrefix expected plain letters'],
  ])('%j is a problem', (rest, says) => {
    expect(problemsOf({ ...plainSpec(), ...rest }).some((problem) => problem.startsWith(says)), problemsOf({ ...plainSpec(), ...rest }).join('\n')).toBe(true)
  })

  it('names what was meant, and refuses with every place', () => {
    const spec = { ...plainSpec(), states: { visit: { next: [{ to: 'vist', share: 1 }] } } }
    expect(checkPopulationText(JSON.stringify(spec)).problems[0]!.help).toBe('did you mean "visit"?')
    expect(() => readPopulation(JSON.stringify(spec), 'x.population.json')).toThrow(expect.objectContaining({ code: 'E_POPULATION', unusable: false, message: 'x.population.json: there is no state "vist" ($.states.visit.next[0].to)' }))
    expect(() => readPopulation('{', 'x')).toThrow(expect.objectContaining({ code: 'E_POPULATION', unusable: true }))
  })
})
