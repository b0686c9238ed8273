import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { documentOf, dropJourney, openForm } from './forms.ts'
import { expect, openDoor, test } from './served-window.ts'
import { SHOP, writeShopEvents } from './shop-events.ts'

const JOURNEY = {
  format: 'journey',
  formatVersion: 1,
  id: 'thanks',
  name: 'Thank you',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'purchase' }, next: 'asked' }],
  steps: { asked: { kind: 'branch', name: 'Looked?', branches: [{ id: 'looked', when: { did: 'product_view' }, next: 'out' }], else: 'out' }, out: { kind: 'exit' } },
}

async function importShop(page: Page, folder: string): Promise<void> {
  await page.getByTestId('start-import').click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId('choose-files').click()
  await (await chooser).setFiles(writeShopEvents(folder))
  await page.getByTestId('import-start').click()
  await page.getByTestId('import-done').click()
}

/** Says on the page of the library who belongs to a new segment: whoever did the event. */
async function newSegment(page: Page, name: string, event: string): Promise<void> {
  await page.getByTestId('new-segment').click()
  await expect(page.getByTestId('segment-name')).toBeFocused()
  await page.keyboard.type(name)
  await page.getByTestId('add-condition').click()
  await page.getByTestId('condition-did').click()
  await page.getByTestId('did-event').fill(event)
  await page.getByTestId('did-event').press('Tab')
  await page.getByTestId('did-within').fill('60')
}

const size = (page: Page) => page.getByTestId('segment-size').locator('dd').first()

test('a segment is said, counted as it is edited, saved, looked at from all sides and put into a journey, which tells when the library changes', async ({ window, folder }) => {
  await importShop(window, folder)
  await window.getByTestId('rail-segments').click()
  await expect(window.getByTestId('no-segments')).toContainText('Say it once here')

  await newSegment(window, 'Lookers', 'product_view')
  await expect(size(window)).toHaveText(String(SHOP.lookers))
  await window.getByTestId('segment-save').click()
  await expect(window.getByTestId('segment-state')).toContainText('Version 1')
  await newSegment(window, 'Buyers', 'purchase')
  await expect(size(window)).toHaveText(String(SHOP.buyers))
  await window.keyboard.press('ControlOrMeta+S')
  await expect(window.getByTestId('segment-row-buyers')).toContainText(`${SHOP.buyers} people · 10.0 %`)

  // Everybody who bought looked first.
  await window.getByTestId('segment-row-lookers').click()
  await window.getByTestId('tab-overlap').click()
  await expect(window.getByTestId('overlap').getByRole('row', { name: /^Lookers/ })).toHaveText('Lookers2050.0 %420.0 %1680.0 %')
  await window.getByTestId('tab-time').click()
  await window.getByTestId('segment-by').getByText('Days').click()
  await expect(window.getByTestId('segment-time-readout')).toContainText('Lookers 20')
  await window.getByTestId('segment-time').focus()
  await window.keyboard.press('Home')
  await expect(window.getByTestId('segment-time-readout')).toContainText('1 Nov 2026Lookers 12')
  await window.getByTestId('tab-movement').click()
  await expect(window.getByTestId('movement').getByRole('row', { name: /^In none of these/ })).toBeVisible()
  await window.getByTestId('tab-people').click()
  await expect(window.getByTestId('segment-people').getByRole('listitem')).toHaveCount(SHOP.lookers)

  await dropJourney(window, JOURNEY)
  await expect(window.getByTestId('step-asked')).toBeVisible()
  await openForm(window, 'asked')
  await expect(window.getByTestId('audience-line')).toContainText('20 people of the chosen data fit · 50.0 %')
  await window.getByTestId('rail-segments').click()
  await window.getByTestId('segment-put').click()
  await window.getByTestId('put-journeys').getByRole('button', { name: /Thank you/ }).click()
  await expect(window.getByTestId('copy-note-lookers')).toContainText('The same as in the library, version 1.')
  await expect(window.getByTestId('undo')).toHaveAttribute('aria-label', 'Undo Put segment Lookers in')
  expect((await documentOf(window)).segments).toEqual({ lookers: { name: 'Lookers', when: { did: 'product_view', within: 'P60D' } } })
  await window.keyboard.press('ControlOrMeta+S')

  await window.getByTestId('rail-segments').click()
  await window.getByTestId('tab-condition').click()
  await expect(window.getByTestId('where-used')).toContainText('Thank youup to date')
  await window.getByTestId('did-within').fill('1')
  await expect(size(window)).toHaveText('5') // within a day of the last purchase
  await window.getByTestId('segment-save').click()
  await expect(window.getByTestId('segment-versions').getByRole('listitem')).toHaveCount(2)
  await expect(window.getByTestId('where-used')).toContainText('has an older version')
  await window.getByTestId('where-used').getByRole('button').click()

  const note = window.getByTestId('copy-note-lookers')
  await expect(note).toContainText('The library has a newer version (2); this is version 1.')
  await expect(note).toContainText('within 60 days')
  await expect(note).toContainText('within 1 day')
  await window.getByTestId('copy-update-lookers').click()
  await expect(note).toContainText('The same as in the library, version 2.')
  await window.getByTestId('undo').click()
  await expect(note).toContainText('The library has a newer version (2); this is version 1.')
  await window.getByTestId('copy-keep-lookers').click()
  await expect(note).toHaveCount(0)
  await window.getByTestId('undo-offer').click()
  await expect(note).toContainText('The library has a newer version (2); this is version 1.')
  await window.getByTestId('copy-keep-lookers').click()
  await expect(note).toHaveCount(0)
  // It is the journey's own for good once the offer is over.
  await expect(window.getByTestId('undo-offer')).toHaveCount(0)
  await window.getByTestId('rail-segments').click()
  await expect(window.getByText('In no journey and no other segment yet.')).toBeVisible()
})

test('what was not saved stays while one looks elsewhere, is undone step by step, and earlier versions can be gone back to', async ({ window, folder }) => {
  await importShop(window, folder)
  await window.getByTestId('rail-segments').click()
  await newSegment(window, 'Lookers', 'product_view')
  await window.getByTestId('segment-save').click()
  await expect(window.getByTestId('segment-state')).toContainText('Version 1')

  await window.getByTestId('did-event').fill('purchase')
  await expect(window.getByTestId('segment-state')).toHaveText('Version 1, edited')
  await window.getByTestId('rail-data').click()
  await window.getByTestId('rail-segments').click()
  await expect(window.getByTestId('segment-row-lookers')).toContainText('Edited')
  await expect(size(window)).toHaveText(String(SHOP.buyers))
  await window.getByTestId('segment-undo').click()
  await expect(size(window)).toHaveText(String(SHOP.lookers))
  await expect(window.getByTestId('segment-row-lookers')).not.toContainText('Edited')

  await window.getByTestId('did-event').fill('signup')
  await window.keyboard.press('ControlOrMeta+S')
  await expect(window.getByTestId('segment-state')).toContainText('Version 2')
  await window.getByTestId('segment-version-1').click()
  await window.getByTestId('segment-take-1').click()
  await expect(window.getByTestId('segment-words')).toHaveText('did product_view within 60 days')
  await window.getByTestId('segment-menu').click()
  await window.getByTestId('segment-discard').click()
  await expect(window.getByTestId('segment-words')).toHaveText('did signup within 60 days')

  // Another segment names this one, so it cannot go; that one can, and comes back.
  await window.getByTestId('new-segment').click()
  await window.getByTestId('segment-name').fill('Not new')
  await window.getByTestId('add-condition').click()
  await window.getByTestId('condition-segment').click()
  await window.getByTestId('segment-save').click()
  await window.getByTestId('segment-row-lookers').click()
  await window.getByTestId('segment-menu').click()
  await window.getByTestId('segment-delete').click()
  await expect(window.getByText('Could not delete “Lookers”')).toBeVisible()
  await window.getByTestId('segment-row-not-new').click()
  await window.getByTestId('segment-menu').click()
  await window.getByTestId('segment-delete').click()
  await expect(window.getByTestId('segment-row-not-new')).toHaveCount(0)
  await window.getByTestId('undo-offer').click()
  await expect(window.getByTestId('segment-row-not-new')).toBeVisible()
})

test('what was said of segments and not saved is there again after a reload, and a new one that was thrown away comes back', async ({ window, folder }) => {
  await importShop(window, folder)
  await window.getByTestId('rail-segments').click()
  await newSegment(window, 'Lookers', 'product_view')
  await window.getByTestId('segment-save').click()
  await expect(window.getByTestId('segment-state')).toContainText('Version 1')
  await window.getByTestId('did-within').fill('7')
  await newSegment(window, 'Buyers', 'purchase')

  window.on('dialog', (dialog) => void dialog.accept()) // a browser asks before it loads the page anew
  await window.reload()
  await window.getByTestId('rail-segments').click()
  await expect(window.getByTestId('segment-row-lookers')).toContainText('Edited')
  await window.getByTestId('segment-row-lookers').click()
  await expect(window.getByTestId('segment-words')).toHaveText('did product_view within 7 days')
  await window.getByTestId('segment-undo').click()
  await expect(window.getByTestId('segment-words')).toHaveText('did product_view within 60 days')
  await window.getByText('did purchase within 60 days').click()
  await expect(window.getByTestId('segment-name')).toHaveValue('Buyers')

  await window.getByTestId('segment-menu').click()
  await window.getByTestId('segment-discard').click()
  await expect(window.getByText('did purchase within 60 days')).toHaveCount(0)
  await window.getByTestId('undo-offer').click()
  await expect(window.getByTestId('segment-name')).toHaveValue('Buyers')
  await window.getByTestId('segment-save').click()
  await expect(window.getByTestId('segment-row-buyers')).toContainText('Buyers')
  await window.reload()
  await window.getByTestId('rail-segments').click()
  await expect(window.getByTestId('segment-row-buyers')).not.toContainText('Edited')
  await expect(window.getByTestId('segment-row-lookers')).not.toContainText('Edited')
})

test('two windows that save one segment are told of each other, and the person decides', async ({ window, folder, browser }) => {
  await importShop(window, folder)
  await window.getByTestId('rail-segments').click()
  await newSegment(window, 'Lookers', 'product_view')
  await window.getByTestId('segment-save').click()
  await expect(window.getByTestId('segment-state')).toContainText('Version 1')
  await window.getByTestId('segment-name').fill('Mine')

  const door = await openDoor(join(folder, 'workspace'))
  const other = await browser.newPage()
  await other.goto(door.address)
  await other.getByTestId('rail-segments').click()
  await other.getByTestId('segment-name').fill('Theirs')
  await other.getByTestId('segment-save').click()
  await expect(other.getByTestId('segment-state')).toContainText('Version 2')

  await expect(window.getByText('Version 2 was saved elsewhere while you edited.')).toBeVisible()
  await window.getByTestId('segment-save').click()
  await window.getByTestId('save-mine').click()
  await expect(window.getByTestId('segment-state')).toContainText('Version 3')
  await expect(window.getByTestId('segment-row-lookers')).toContainText('Mine')

  // Theirs can be taken as well; mine is an Undo away and goes on top without another question.
  await window.getByTestId('segment-name').fill('Mine again')
  await expect(other.getByTestId('segment-name')).toHaveValue('Mine')
  await other.getByTestId('segment-name').fill('Theirs again')
  await other.getByTestId('segment-save').click()
  await expect(other.getByTestId('segment-state')).toContainText('Version 4')
  await other.close()
  await door.stop()
  await expect(window.getByText('Version 4 was saved elsewhere while you edited.')).toBeVisible()
  await window.keyboard.press('ControlOrMeta+S')
  await expect(window.getByRole('dialog')).toContainText('This segment was changed elsewhere')
  await window.emulateMedia({ reducedMotion: 'reduce' })
  expect(await seriousViolations(window)).toEqual([])
  await window.getByTestId('take-theirs').click()
  await expect(window.getByTestId('segment-state')).toContainText('Version 4')
  await expect(window.getByTestId('segment-name')).toHaveValue('Theirs again')
  await window.getByTestId('segment-undo').click()
  await expect(window.getByTestId('segment-name')).toHaveValue('Mine again')
  await window.keyboard.press('ControlOrMeta+S')
  await expect(window.getByTestId('segment-state')).toContainText('Version 5')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing serious on any side of a segment, nor in its copy', async ({ window, folder }) => {
      await importShop(window, folder)
      await window.getByTestId('rail-segments').click()
      expect(await seriousViolations(window)).toEqual([])
      for (const event of ['product_view', 'purchase']) {
        await newSegment(window, event, event)
        await window.getByTestId('segment-save').click()
        await expect(window.getByTestId('segment-state')).toContainText('Version 1')
      }
      for (const tab of ['condition', 'time', 'overlap', 'movement', 'people']) {
        await window.getByTestId(`tab-${tab}`).click()
        await expect(window.getByTestId('segment-time').or(window.getByTestId('overlap')).or(window.getByTestId('movement')).or(window.getByTestId('segment-people')).or(window.getByTestId('segment-words'))).toBeVisible()
        expect(await seriousViolations(window), tab).toEqual([])
      }
      await dropJourney(window, { ...JOURNEY, segments: { purchase: { name: 'purchase', when: { did: 'purchase' } } } })
      await window.getByTestId('fold-segments').click()
      await window.getByTestId('fold-segment-purchase').click()
      await expect(window.getByTestId('copy-note-purchase')).toContainText('it says different things')
      expect(await seriousViolations(window)).toEqual([])
    })
  })
}
