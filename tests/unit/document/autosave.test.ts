import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallError, JourneySummary } from '../../../engine/api/contract.ts'
import { changeJourney, withField } from '../../../renderer/document/commands/journey.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'
import type * as Autosave from '../../../renderer/document/autosave.ts'
import type * as Store from '../../../renderer/document/document-store.ts'

interface Call { name: string; input: { id: string; text?: string; journeyId?: string | null; baseVersion?: number | null }; at: number }

const calls: Call[] = []
let answer: (call: Call) => unknown = () => ({ keptAt: Date.now() })

vi.mock('../../../renderer/bridge/connection.ts', () => ({
  connection: {
    call: async (name: string, input: Call['input']) => {
      const call = { name, input, at: Date.now() }
      calls.push(call)
      return answer(call)
    },
  },
}))

const summary: JourneySummary = { id: 'w1', journeyId: 'j', name: 'J', description: '', version: 3, savedAt: 0, steps: 0, path: null, datasetId: null, lastRunId: null }
const refusal = (code: string): CallError => ({ code, message: 'No.', help: 'Wait.' })

describe('autosave', () => {
  let autosave: typeof Autosave
  let store: typeof Store.documentStore
  const told: CallError[] = []

  beforeEach(async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    vi.stubGlobal('window', { addEventListener: () => undefined })
    vi.stubGlobal('document', { addEventListener: () => undefined, visibilityState: 'visible' })
    vi.resetModules()
    calls.length = 0
    told.length = 0
    answer = () => ({ keptAt: Date.now() })
    autosave = await import('../../../renderer/document/autosave.ts')
    store = (await import('../../../renderer/document/document-store.ts')).documentStore
    autosave.watchEdits((error) => told.push(error))
    store.getState().load({ journey: summary, document: emptyJourney('j', 'J') })
  })

  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  const rename = (name: string) => store.getState().apply(changeJourney('Rename journey', (document) => withField(document, 'name', name), 'name'))
  const keeps = () => calls.filter(({ name }) => name === 'drafts.keep')
  const keptName = () => (JSON.parse(keeps().at(-1)!.input.text!) as { name: string }).name // as: a journey was sent
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('keeps an edit within a second, under the version it was made from, and then is idle', async () => {
    rename('Edited')
    expect(autosave.useAutosaveStore.getState().state).toBe('waiting')
    await pass(1000)
    expect(keeps()).toHaveLength(1)
    expect(keeps()[0]?.input).toMatchObject({ journeyId: 'w1', baseVersion: 3 })
    expect([keptName(), autosave.useAutosaveStore.getState().state]).toEqual(['Edited', 'kept'])
    await pass(3_600_000)
    expect(calls).toHaveLength(1)
  })

  it('keeps what is typed on and on at the latest every one and a half seconds', async () => {
    for (let press = 0; press < 60; press++) {
      rename(`Typed ${press}`)
      await pass(100)
    }
    const times = [1_000_000, ...keeps().map(({ at }) => at)]
    for (let index = 1; index < times.length; index++) expect(times[index]! - times[index - 1]!).toBeLessThanOrEqual(1500)
    expect(times.length).toBeGreaterThan(5)
    expect(times.length).toBeLessThan(10)
  })

  it('discards the draft when every edit was undone, and leaves it to the save that takes it away', async () => {
    rename('Edited')
    await pass(1000)
    store.getState().undo()
    await pass(10)
    expect(calls.at(-1)).toMatchObject({ name: 'drafts.discard', input: { id: keeps()[0]!.input.id } })
    expect(autosave.useAutosaveStore.getState()).toMatchObject({ state: 'none', draftId: null })
    rename('Again')
    await pass(1000)
    expect(autosave.currentDraftId()).toBe(keeps().at(-1)!.input.id)
    store.getState().markSaved({ ...summary, version: 4 })
    await pass(1000)
    expect(calls.filter(({ name }) => name === 'drafts.discard')).toHaveLength(1)
    expect(autosave.currentDraftId()).toBeUndefined()
  })

  it('discards a draft that was still on its way when the journey was saved, and would come after it', async () => {
    let arrive: (kept: object) => void = () => undefined
    answer = ({ name }) => (name === 'drafts.keep' ? new Promise((resolve) => (arrive = resolve)) : {})
    rename('Edited')
    await pass(1000)
    store.getState().markSaved({ ...summary, version: 4 })
    await pass(1000)
    expect(calls.map(({ name }) => name)).toEqual(['drafts.keep'])
    arrive({ keptAt: Date.now() })
    await pass(10)
    expect(calls.at(-1)).toMatchObject({ name: 'drafts.discard', input: { id: keeps()[0]!.input.id } })
    expect(autosave.useAutosaveStore.getState().state).toBe('none')
  })

  it('says once that a draft cannot be written, and tries until it can', async () => {
    answer = () => Promise.reject(refusal('E_DISK_FULL'))
    rename('Edited')
    await pass(10_000)
    expect(told.map(({ code }) => code)).toEqual(['E_DISK_FULL'])
    expect(autosave.useAutosaveStore.getState().state).toBe('failed')
    expect(keeps().length).toBeGreaterThan(2)
    answer = () => ({ keptAt: Date.now() })
    await pass(30_000)
    expect([autosave.useAutosaveStore.getState().state, keptName()]).toEqual(['kept', 'Edited'])
  })

  it('waits without a word while the engine is away', async () => {
    answer = () => Promise.reject(refusal('CONNECTION_LOST'))
    rename('Edited')
    await pass(2000)
    expect([told, autosave.useAutosaveStore.getState().state]).toEqual([[], 'waiting'])
    answer = () => ({ keptAt: Date.now() })
    await pass(1000)
    expect(autosave.useAutosaveStore.getState().state).toBe('kept')
  })

  it('goes on under another draft when another window has taken this one', async () => {
    rename('Edited')
    await pass(1000)
    const [first] = keeps()
    answer = ({ input }) => (input.id === first!.input.id ? Promise.reject(refusal('E_DRAFT_TAKEN')) : { keptAt: Date.now() })
    rename('Edited on')
    await pass(1000)
    expect(told.map(({ code }) => code)).toEqual(['E_DRAFT_TAKEN'])
    expect([keeps().at(-1)!.input.id === first!.input.id, keptName(), autosave.useAutosaveStore.getState().state]).toEqual([false, 'Edited on', 'kept'])
  })

  it('sends the last edits of a journey that is left for another one', async () => {
    rename('Edited')
    store.getState().load({ journey: { ...summary, id: 'w2' }, document: emptyJourney('k', 'K') })
    await pass(0)
    expect(keeps().at(-1)?.input).toMatchObject({ journeyId: 'w1' })
    expect([keptName(), autosave.useAutosaveStore.getState().state]).toEqual(['Edited', 'none'])
  })

  it('keeps a journey that came with steps and was never saved, and no empty one', async () => {
    store.getState().load({ journey: null, document: emptyJourney('new') })
    await pass(2000)
    expect(keeps()).toHaveLength(0)
    store.getState().load({ journey: null, document: { ...emptyJourney('new'), steps: { end: { kind: 'exit' } } } })
    await pass(1000)
    expect(keeps().at(-1)?.input).toMatchObject({ journeyId: null, baseVersion: null })
  })
})
