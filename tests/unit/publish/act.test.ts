import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { PublishBench, welcome } from './bench.ts'

let bench: PublishBench
beforeEach(() => {
  bench = new PublishBench()
})
afterEach(() => bench.close())

describe('switching on and off', () => {
  it('is a step of its own, with who, when and what in the history', async () => {
    const { id } = await bench.published()
    const plan = await bench.service.planAction({ jobId: 'j', publicationId: id, action: 'activate' })
    expect(plan).toMatchObject({ from: 'draft', inFlight: 0, blockers: [], inWords: 'Switches on "Welcome" at Fake (Production): from then on people come in and get its messages.' })
    expect(await bench.acted(id, 'activate')).toMatchObject({ status: 'active' })
    expect(await bench.acted(id, 'pause')).toMatchObject({ status: 'paused' })
    expect(await bench.acted(id, 'resume')).toMatchObject({ status: 'active' })
    expect(await bench.acted(id, 'stop')).toMatchObject({ status: 'stopped' })
    expect(bench.known.history({ journeyId: 'welcome' })[0]!.events.map(({ what, approval }) => [what, approval?.by])).toEqual([['stop', 'Ada'], ['resume', 'Ada'], ['pause', 'Ada'], ['activate', 'Ada'], ['applied', 'Ada']])
  })

  it('is refused where the platform cannot, and says what it can', async () => {
    const { id } = await bench.published()
    const { digest, blockers } = await bench.service.planAction({ jobId: 'j', publicationId: id, action: 'pause' })
    expect(blockers).toEqual(['Fake cannot pause a journey that is draft; it can activate, archive.'])
    await expect(bench.service.act({ jobId: 'j', publicationId: id, action: 'pause', digest, by: 'Ada' })).rejects.toMatchObject({ code: 'E_APPROVAL' })
  })

  it('is refused if the journey is no longer as it was when it was confirmed', async () => {
    const { id } = await bench.published()
    const { digest } = await bench.service.planAction({ jobId: 'j', publicationId: id, action: 'activate' })
    bench.platform.all('journey')[0]!.revision++
    await expect(bench.service.act({ jobId: 'j', publicationId: id, action: 'activate', digest, by: 'Ada' })).rejects.toMatchObject({ code: 'E_APPROVAL' })
    expect(bench.platform.all('journey')[0]!.status).toBe('draft')
  })

  it('does not switch on what somebody changed there', async () => {
    const { id } = await bench.published()
    bench.platform.all('template')[0]!.body = { title: 'Merhaba' }
    const { blockers } = await bench.service.planAction({ jobId: 'j', publicationId: id, action: 'activate' })
    expect(blockers).toEqual([expect.stringMatching(/^It was changed there/)])
  })

  it('whose answer is lost is found out, not sent again', async () => {
    const { id } = await bench.published()
    bench.platform.mishaps.push({ when: 'after', error: new RehearsalError('E_PLATFORM_UNKNOWN', 'No answer.', 'Look.') })
    expect(await bench.acted(id, 'activate')).toMatchObject({ status: 'active' })
    expect(bench.platform.changes.filter((change) => change.endsWith('activate'))).toHaveLength(1)
  })

  it('that nobody heard the end of stands in the history, with who confirmed it, once it is seen', async () => {
    const { id } = await bench.published()
    bench.platform.mishaps.push({ when: 'after', error: new RehearsalError('E_PLATFORM_UNKNOWN', 'No answer.', 'Look.') })
    const { digest } = await bench.service.planAction({ jobId: 'j', publicationId: id, action: 'activate' })
    let isDown = false
    bench.platform.onCall = ({ method }) => {
      if (isDown) throw new RehearsalError('E_PLATFORM_UNREACHED', 'No network.', 'Look.')
      isDown = method === 'POST'
    }
    await expect(bench.service.act({ jobId: 'j', publicationId: id, action: 'activate', digest, by: 'Ada' })).rejects.toMatchObject({ code: 'E_PLATFORM_UNREACHED' })
    bench.platform.onCall = () => {}
    expect(await bench.service.check({ jobId: 'j', publicationId: id })).toMatchObject({ isThere: true, changes: [], publication: { status: 'active' } })
    expect(bench.known.history({})[0]!.events[0]).toMatchObject({ what: 'activate', approval: { by: 'Ada' } })
  })
})

describe('a new journey in the place of one that runs', () => {
  beforeEach(() => {
    bench.close()
    bench = new PublishBench({ howToUpdate: 'replace' })
  })

  it('is made beside it, and the old one is switched off right before the new one is switched on', async () => {
    const first = await bench.published()
    await bench.acted(first.id, 'activate')
    const plan = await bench.plan(welcome('Hello', { description: 'new' }))
    expect(plan.steps.at(-1)).toMatchObject({ action: 'replace', platformId: first.platformId })
    const second = await bench.published(welcome('Hello', { description: 'new' }))
    expect(second.platformId).not.toBe(first.platformId)
    expect(bench.platform.all('journey').map(({ status }) => status)).toEqual(['active', 'draft'])
    bench.platform.changes.length = 0
    expect(await bench.acted(second.id, 'activate')).toMatchObject({ status: 'active' })
    expect(bench.platform.all('journey').map(({ status }) => status)).toEqual(['stopped', 'active'])
    expect(bench.platform.changes.map((change) => change.split(' ').at(-1))).toEqual(['stop', 'activate'])
    expect(bench.known.history({}).map(({ publication }) => publication.status)).toEqual(['active', 'stopped'])
  })

  it('is found out by its own, not by the old one, when the answer to making it is lost', async () => {
    const first = await bench.published()
    bench.platform.mishaps.push({ when: 'after', error: new RehearsalError('E_PLATFORM_UNKNOWN', 'No answer.', 'Look.') })
    const second = await bench.published(welcome('Hello', { description: 'new' }))
    expect(bench.platform.all('journey')).toHaveLength(2)
    expect(second.platformId).not.toBe(first.platformId)
    bench.platform.mishaps.push({ when: 'before', error: new RehearsalError('E_PLATFORM_UNKNOWN', 'No answer.', 'Look.') })
    await bench.published(welcome('Hello', { description: 'newer' }))
    expect(bench.platform.all('journey')).toHaveLength(3)
  })

  it('switches the old one on again if the platform refuses the new one', async () => {
    const first = await bench.published()
    await bench.acted(first.id, 'activate')
    const second = await bench.published(welcome('Hello', { description: 'new' }))
    bench.platform.mishaps.push(undefined, { when: 'before', status: 422 })
    await expect(bench.acted(second.id, 'activate')).rejects.toMatchObject({ code: 'E_PLATFORM_INVALID' })
    expect(bench.platform.all('journey').map(({ status }) => status)).toEqual(['active', 'draft'])
    expect(bench.known.history({})[0]!.events[0]).toMatchObject({ what: 'failed' })
  })
})

describe('looking at what is there', () => {
  it('finds drift, says so once in the history, and gives theirs as a document', async () => {
    const { id } = await bench.published()
    expect(await bench.service.check({ jobId: 'j', publicationId: id })).toMatchObject({ isThere: true, changes: [], theirs: welcome() })
    bench.platform.all('template')[0]!.body = { title: 'Merhaba' }
    for (let look = 0; look < 2; look++) {
      expect(await bench.service.check({ jobId: 'j', publicationId: id })).toMatchObject({ changes: [{ key: 'step:hello', by: 'them' }], theirs: welcome('Merhaba') })
    }
    expect(bench.known.history({})[0]!.events.map(({ what }) => what)).toEqual(['drift', 'applied'])
  })

  it('says if it is gone', async () => {
    const { id, platformId } = await bench.published()
    bench.platform.things.delete(platformId!)
    expect(await bench.service.check({ jobId: 'j', publicationId: id })).toMatchObject({ isThere: false, theirs: null })
    expect(bench.known.history({})[0]!.events[0]).toMatchObject({ what: 'drift', inWords: 'It is no longer at Fake.' })
  })

  it('gives back the document as it was published, and publishing it again rolls back', async () => {
    const first = await bench.published()
    await bench.published(welcome('Hi'))
    const { document } = bench.known.document({ publicationId: first.id })
    expect(document).toEqual(welcome())
    expect((await bench.plan(document)).changes).toMatchObject([{ key: 'step:hello', by: 'us' }])
    await bench.published(document)
    expect(bench.platform.all('template')[0]!.body).toEqual({ title: 'Hello' })
  })
})
