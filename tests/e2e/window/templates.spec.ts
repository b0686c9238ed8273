import { readdirSync, readFileSync } from 'node:fs'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { kindOf, portsOf } from '../../../engine/core/model/steps/registry.ts'
import { TEMPLATE_MAPS, type MapStep } from '../../../renderer/features/start/template-maps.ts'
import { expect, test } from './served-window.ts'

const folder = new URL('../../../engine/templates/', import.meta.url)
const ids = readdirSync(folder).filter(hasJourney)

test('a template tells whose figure it is tuned to, measures it on twenty seeds, and opens rehearsed under its assumptions', async ({ window }) => {
  await window.setViewportSize({ width: 1280, height: 800 })
  const card = window.getByTestId('template-cart-abandonment')
  await expect(card.getByTestId('claim-figure')).toHaveText('+150 %')
  await expect(card.getByTestId('claim-note')).toHaveText("scenario tuned to a vendor's published claim, not evidence")
  await expect(card).toContainText('Turkcell Pasaj')
  await expect(window.getByTestId('template-loan-application')).toContainText('No published figure')
  await expect(window.getByTestId('template-coupon-campaign').getByTestId('claim-figure')).toHaveCount(0)
  expect(await window.getByTestId('start').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)

  // Anywhere on the card opens what there is to know; Escape comes back to where one was.
  await card.click({ position: { x: 60, y: 60 } })
  const details = window.getByRole('dialog', { name: 'About this template' })
  await expect(details).toContainText('Conversion rose from 4 % to 8 %')
  await details.getByTestId('measure').click()
  await expect(details.getByTestId('measuring')).toContainText('of 20')
  await details.getByTestId('measure-cancel').click()
  await expect(details.getByTestId('measure')).toHaveText('Measure on 20 seeds')
  await expect(details.getByTestId('measure-error')).toHaveCount(0)

  await details.getByTestId('measure').click()
  await expect(details.getByTestId('figure-revenue')).toContainText('within a tenth of what was published', { timeout: 60_000 })
  await expect(details.getByTestId('dots-revenue').locator('circle')).toHaveCount(20)
  await expect(details.getByTestId('dots-revenue')).toHaveAttribute('aria-label', /^Revenue, 20 seeds: from \+.* Published: \+150 %\.$/)
  await window.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(window.getByTestId('about-cart-abandonment')).toBeFocused()

  await window.getByTestId('about-cart-abandonment').press('Enter')
  await expect(details.getByTestId('dots-revenue')).toBeVisible()
  await details.getByTestId('details-use').click()
  await expect(window.getByTestId('journey-name')).toHaveValue(/^Cart abandonment/)
  await expect(window.getByTestId('run-facts')).toBeVisible()
  await expect(window.getByTestId('what-if-note')).toContainText('messages are assumed')
})

test('the picture of each template is its own journey', () => {
  expect(Object.fromEntries(ids.map((id) => [id, mapOf(journeyOf(id))]))).toEqual(TEMPLATE_MAPS)
})

function hasJourney(name: string): boolean {
  return !name.includes('.') && readdirSync(new URL(`${name}/`, folder)).includes('journey.json')
}

function journeyOf(id: string): JourneyDocument {
  return JSON.parse(readFileSync(new URL(`${id}/journey.json`, folder), 'utf8')) as JourneyDocument // as: the templates' own tests parse them
}

function mapOf({ entries, steps, layout = {} }: JourneyDocument): MapStep[] {
  const places = layout as Record<string, { x: number; y: number }> // as: templates lay out every step, and no comments
  const nodes = [
    ...entries.map(({ id, next }) => ({ id: `entry:${id}`, family: 'entry' as const, targets: [next] })),
    ...Object.entries(steps).map(([id, step]) => ({ id, family: kindOf(step).family, targets: portsOf(step).map(({ target }) => target) })),
  ]
  const order = nodes.map(({ id }) => id)
  const left = Math.min(...order.map((id) => places[id]!.x))
  const top = Math.min(...order.map((id) => places[id]!.y))
  return nodes.map(({ id, family, targets }) => {
    const next = new Set(targets.flatMap((target) => (target === undefined ? [] : [order.indexOf(target)])))
    return [Math.round((places[id]!.x - left) / 20), Math.round((places[id]!.y - top) / 20), family, [...next]]
  })
}
