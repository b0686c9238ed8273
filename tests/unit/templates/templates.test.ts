import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { simulateWithXState } from '../../../engine/core/simulate/reference.ts'
import { openDataset } from '../../../engine/node/columns/index.ts'
import { importDataset } from '../../../engine/node/ingest/index.ts'
import { templates } from '../../../engine/templates/index.ts'
import { CARD_WIDTH, cardHeight } from '../../../renderer/document/card-size.ts'

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-templates-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const passo = templates.find(({ id }) => id === 'passo-dukkan')!
const coupons = templates.find(({ id }) => id === 'coupon-campaign')!

describe('the templates', () => {
  it('have the id of their document, the marketplace funnel first and the real households last', () => {
    expect(templates.map(({ document }) => document.id)).toEqual(templates.map(({ id }) => id))
    expect([templates[0], templates.at(-1)]).toEqual([passo, coupons])
  })

  it.each(templates)('$id has nothing to find fault with', ({ document }) => {
    expect(lintJourney(document)).toEqual([])
  })

  it.each(templates)('$id places every card, from left to right by stage, and none over another', ({ document }) => {
    const cards = [...document.entries.map(({ id }) => `entry:${id}`), ...Object.keys(document.steps)]
    const places = Object.entries(document.layout ?? {}).map(([id, place]) => ({ id, ...(place as { x: number; y: number }) })) // as: no notes in a template
    expect(places.map(({ id }) => id).sort()).toEqual(cards.sort())
    const bottomOf = ({ id, y }: { id: string; y: number }) => y + cardHeight(document.steps[id], true)
    // 40 px below a card are for the stub of those who leave there.
    const overlapping = places.flatMap((a) =>
      places.filter((b) => a !== b && Math.abs(a.x - b.x) < CARD_WIDTH + 40 && a.y <= b.y && b.y < bottomOf(a) + 40).map((b) => [a.id, b.id]),
    )
    expect(overlapping).toEqual([])
    const spans = (document.stages ?? []).map(({ id }) => places.filter((place) => document.steps[place.id]?.stage === id).map(({ x }) => x))
    spans.slice(1).forEach((span, index) => expect(Math.min(...span)).toBeGreaterThan(Math.max(...spans[index]!)))
  })

  it.each(templates)('$id says of every step what it is called and in which stage it stands', ({ document }) => {
    expect(Object.values(document.steps).filter(({ name, stage }) => !name || !stage)).toEqual([])
  })
})

describe('passo-dukkan', () => {
  const { document } = passo

  it('has the five stages, each with its segment and its push after its wait', () => {
    expect(document.stages?.map(({ name }) => name)).toEqual(['Awareness', 'Discovery', 'Consideration', 'Purchase intent', 'Retention'])
    expect(Object.values(document.segments ?? {}).map(({ name }) => name)).toEqual(['New User', 'Category Browser', 'Active Browser', 'High Intent'])
    const waits = Object.values(document.steps).flatMap((step) => (step.kind === 'waitFor' ? [step] : []))
    expect(waits.filter(({ timeout }) => timeout && document.steps[timeout.next ?? '']?.kind === 'branch').map(({ stage, timeout }) => [stage, timeout?.after])).toEqual([
      ['awareness', 'PT1H'], ['discovery', 'PT30M'], ['consideration', 'PT30M'], ['purchase-intent', 'PT15M'],
    ])
  })

  it('lets people skip stages forward from every wait', () => {
    const order = ['category', 'product', 'cart', 'checkout', 'order']
    for (const step of Object.values(document.steps)) {
      if (step.kind !== 'waitFor') continue
      const branches = step.branches.map(({ id }) => id)
      expect(branches).toEqual(order.slice(order.indexOf(branches[0]!)))
    }
  })

  it('sends pushes in every stage to its own population, and brings people to the end of each', async () => {
    const data = await passo.createData({ directory: folder })
    expect(data.profiles).toBe(20_000)
    expect(data.events).toBeGreaterThan(285_000)
    const { figures } = simulateWithKernel(document, await openDataset(data.directory), {})
    const quiet = Object.entries(document.steps).filter(([id, { kind }]) => (kind === 'message' ? figures.steps[id]!.sent < 40 : figures.steps[id]!.entered < 40))
    expect(quiet.map(([id]) => id)).toEqual([])
    const skips = { 'first-hour': ['product', 'checkout'], 'looking-around': ['cart'], 'weighing-up': ['checkout', 'order'], 'cart-filled': ['order'] }
    const unused = Object.entries(skips).flatMap(([id, ports]) => ports.filter((port) => figures.steps[id]!.ports[port] === 0).map((port) => `${id} ${port}`))
    expect(unused).toEqual([])
    expect(figures.goals['ordered']!.conversions).toBeGreaterThan(60)
  })

  it('gives the same figures on both engines', async () => {
    const { directory } = await passo.createData({ directory: folder, profiles: 1500 })
    const dataset = await openDataset(directory)
    expect(simulateWithXState(document, dataset, {}).figures).toEqual(simulateWithKernel(document, dataset, {}).figures)
  })

  it('generates the same data again, byte for byte, and reports how far it is', async () => {
    const phases = new Set<string>()
    const data = await passo.createData({ directory: folder, profiles: 5000, onProgress: ({ phase }) => phases.add(phase) })
    expect(await passo.createData({ directory: folder, profiles: 5000 })).toEqual(data)
    expect([...phases]).toEqual(['generating', 'writing'])
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const empty = join(folder, 'cancelled')
    const stop = new AbortController()
    const creating = passo.createData({ directory: empty, profiles: 50_000, signal: stop.signal, onProgress: () => stop.abort() })
    await expect(creating).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(existsSync(empty) ? readdirSync(empty) : []).toEqual([])
  })
})

describe('coupon-campaign', () => {
  it('opens with real data for everybody: at most 300 households, no row rejected, the same figures on both engines', async () => {
    const data = await coupons.createData({ directory: folder })
    expect(data.profiles).toBeLessThanOrEqual(300)
    expect(data.rejected).toBe(0)
    const dataset = await openDataset(data.directory)
    const { figures } = simulateWithKernel(coupons.document, dataset, {})
    expect(figures.instances).toEqual({
      started: 728, active: 0, ended: 728, converted: 122, mature: 728, profiles: 300,
      outcomes: { 'redeemed-unaided': 66, 'redeemed-after-reminder': 36, 'not-redeemed': 626 },
    })
    expect(simulateWithXState(coupons.document, dataset, {}).figures).toEqual(figures)
  })

  const whole = join(import.meta.dirname, '../../../../shared/data/complete-journey/events.csv.gz')
  it.skipIf(!existsSync(whole))('runs on the whole of The Complete Journey, alike on both engines (needs ../shared/data/complete-journey; skipped without it)', async () => {
    const mapping = { profileId: 'user_id', at: 'timestamp', name: 'event', properties: 'properties' }
    const { directory } = await importDataset({ paths: [whole], mapping, cacheDir: folder })
    const dataset = await openDataset(directory)
    const { figures } = simulateWithKernel(coupons.document, dataset, {})
    // Counted from the file itself: 3,647 mailings of Type A campaigns to 1,490 households.
    expect([figures.instances.started, figures.instances.profiles]).toEqual([3647, 1490])
    expect(canonicalJson(simulateWithXState(coupons.document, dataset, {}).figures)).toBe(canonicalJson(figures))
  })
})
