import { describe, expect, it } from 'vitest'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { addScene, addScenes, deleteScene, moveScene, nameScene, setSceneSeconds, showInScene, showNumbers, timeScene, writeCaption } from '../../../renderer/document/commands/presentation.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'
import { placeKeyOf, positionOf } from '../../../renderer/document/layout.ts'
import { scenesOf, SECONDS, type Scene } from '../../../renderer/document/presentation.ts'

const scene = (id: string, more: Partial<Scene> = {}): Scene => ({ id, name: id, caption: '', box: undefined, at: undefined, until: undefined, seconds: SECONDS.usual, numbers: true, path: undefined, ...more })
const withItems = (...items: unknown[]): JourneyDocument => ({ ...emptyJourney(), layout: { presentation: items } })
const ids = (document: JourneyDocument) => scenesOf(document).map(({ id }) => id)
const three = () => [scene('a'), scene('b'), scene('c')].reduce((document, one) => addScene(one).run(document), emptyJourney())

describe('the scenes of a journey', () => {
  it('are kept with it, change no figure, and are gone when the last one is', () => {
    const document = three()
    expect(ids(document)).toEqual(['a', 'b', 'c'])
    expect(giveSameFigures(emptyJourney(), document)).toBe(true)
    expect(deleteScene('c').run(deleteScene('a').run(deleteScene('b').run(document))).layout ?? {}).not.toHaveProperty('presentation')
  })

  it('come after the one that is chosen, and move among each other', () => {
    expect(ids(addScene(scene('d'), 'a').run(three()))).toEqual(['a', 'd', 'b', 'c'])
    expect(ids(moveScene('a', 'c').run(three()))).toEqual(['b', 'c', 'a'])
    expect(ids(moveScene('c', 'a').run(three()))).toEqual(['c', 'a', 'b'])
    const document = three()
    expect(moveScene('a', 'a').run(document)).toBe(document)
    expect(moveScene('a', 'gone').run(document)).toBe(document)
    expect(addScenes([scene('x')]).run(document)).toBe(document)
  })

  it('say what they are told to say, and nothing changes where nothing is said', () => {
    const document = three()
    const said = [
      nameScene('b', 'The cart'), writeCaption('b', '**616** ordered'), setSceneSeconds('b', 20), showNumbers('b', false), timeScene('b', { at: 1000, until: 9000 }),
      showInScene('b', { box: { x: 0.4, y: 1, width: 300, height: 200 }, at: 1000, until: 9000, path: { visits: { a: [1, 3] }, edges: ['a:next'] } }),
    ].reduce((now, command) => command.run(now), document)
    expect(scenesOf(said)[1]).toEqual(scene('b', { name: 'The cart', caption: '**616** ordered', seconds: 20, numbers: false, at: 1000, until: 9000, box: { x: 0, y: 1, width: 300, height: 200 }, path: { visits: { a: [1, 3] }, edges: ['a:next'] } }))
    expect(nameScene('b', 'b').run(document)).toBe(document)
    expect(nameScene('gone', 'x').run(document)).toBe(document)
  })

  it('are read from any file: what is none stays in it, what cannot be shown is left out', () => {
    const odd = [null, 7, 'scene', { name: 'no id' }, { id: 'a', name: 3, box: { x: 0, y: 0, width: 0, height: 5 }, at: 'noon', until: 5, seconds: 1e9, path: [1] }, { id: 'a' }, { id: 'b', colour: 'red', at: 10, until: 5, path: { visits: { s: ['x'], t: [1] }, edges: [3, 'e'] } }]
    const document = withItems(...odd)
    expect(scenesOf(document)).toEqual([scene('a', { name: '', seconds: SECONDS.most }), scene('b', { name: '', at: 10, path: { visits: { t: [1] }, edges: ['e'] } })])
    const renamed = nameScene('b', 'B').run(document).layout!['presentation'] as unknown[] // as: a list of scenes
    expect(renamed).toHaveLength(odd.length)
    expect(renamed[6]).toMatchObject({ id: 'b', name: 'B', colour: 'red' })
  })

  it('do not take the place of a step called like them', () => {
    expect(placeKeyOf('presentation')).toBe('step:presentation')
    expect(positionOf({ ...emptyJourney(), layout: { presentation: { x: 3, y: 4 } } }, 'presentation')).toMatchObject({ x: 3, y: 4 })
    expect(positionOf({ ...emptyJourney(), layout: { presentation: [{ id: 'a' }], 'step:presentation': { x: 3, y: 4 } } }, 'presentation')).toMatchObject({ x: 3, y: 4 })
  })
})
