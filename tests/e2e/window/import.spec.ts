import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { withDuckDb } from '../../../engine/node/ingest/duckdb.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './served-window.ts'
import { SHOP, writeShopEvents } from './shop-events.ts'

/** Real logs, where this machine has them. */
const realData = fileURLToPath(new URL('../../../../shared/data', import.meta.url))

async function choose(page: Page, paths: string | string[], button = 'start-import'): Promise<void> {
  await page.getByTestId(button).click()
  await pick(page, 'choose-files', paths)
}

async function pick(page: Page, button: string, paths: string | string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByTestId(button).click()
  await (await chooser).setFiles(paths)
}

const field = (page: Page, testId: string) => page.locator(`input[data-testid="${testId}"]`)
const notes = (page: Page) => page.getByTestId('import-notes')

function write(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

test('a file with names of its own is mapped by its contents, and what it cannot give is counted, shown and exported', async ({ window, folder }) => {
  await choose(window, writeShopEvents(folder))

  await expect(field(window, 'map-profileId')).toHaveValue('member')
  await expect(field(window, 'map-at')).toHaveValue('happened')
  await expect(field(window, 'map-name')).toHaveValue('action')
  await expect(window.getByTestId('preview').getByRole('row')).not.toHaveCount(0)
  await expect(window.getByTestId('preview')).toContainText('product_view')
  await window.getByTestId('read-delimiter').click()
  await expect(window.getByRole('menu')).toContainText('Because it cuts the first line into 4 cells.')
  await window.keyboard.press('Escape')

  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText(`${SHOP.people + SHOP.lookers + SHOP.buyers}`)
  await expect(window.getByTestId('import-rejected')).toContainText(`${SHOP.unreadable} rows rejected`)
  await window.getByTestId('import-rejected').getByRole('button').click()
  await expect(window.getByTestId('rejects').getByRole('row')).toHaveCount(1 + SHOP.unreadable)
  await expect(window.getByTestId('rejects')).toContainText('yesterday')
  await window.getByTestId('rejects-export').click()
  await expect(window.getByTestId('dataset-written')).toContainText(`${SHOP.unreadable} rows written to`)
  expect(readFileSync(join(folder, 'workspace', 'exports', 'shop rejects.csv'), 'utf8')).toContain('yesterday')

  await window.getByTestId('tab-events').click()
  await window.getByTestId('event-purchase').getByRole('button').click()
  await expect(window.getByTestId('catalogue')).toContainText('price')
})

test('what was told of a file is there again after the dialog was closed, and after another file that cannot be read', async ({ window, folder }) => {
  await choose(window, writeShopEvents(folder))
  await field(window, 'import-name').fill('My shop')
  await window.keyboard.press('Escape')
  await expect(window.getByTestId('import-dialog')).toHaveCount(0)
  await window.getByTestId('start-import').click()
  await expect(field(window, 'import-name')).toHaveValue('My shop')
  const chooser = window.waitForEvent('filechooser')
  await window.getByRole('button', { name: 'Choose other files' }).click()
  await (await chooser).setFiles(write(folder, 'broken.parquet', ['no Parquet']))
  await expect(window.getByTestId('import-error')).toBeVisible()
  await expect(field(window, 'import-name')).toHaveValue('My shop')
  await expect(field(window, 'map-profileId')).toHaveValue('member')
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toBeVisible()
})

test('from a file to a first result: one event, and who comes to the other', async ({ window, folder }) => {
  await choose(window, writeShopEvents(folder))
  await window.getByTestId('import-start').click()
  await expect(field(window, 'first-after')).toHaveValue('signup')
  await expect(field(window, 'first-wanted')).toHaveValue('purchase')
  await window.getByTestId('first-run').click()
  await expect(window.getByTestId('journey-name')).toHaveValue('After signup: purchase?')
  await expect(window.getByTestId('run-facts')).toContainText('shop')
  await expect(window.getByTestId('step-followed')).toContainText(`${SHOP.buyers}`)

  // Unsaved, it is not replaced without being asked for; and the keyboard alone gets to the next one.
  await window.getByTestId('rail-data').click()
  await window.getByTestId('import-data').focus()
  await window.keyboard.press('Enter')
  await expect(window.getByTestId('choose-files')).toBeFocused()
  // A browser that is busy may let a first press go by.
  await expect(async () => {
    const chooser = window.waitForEvent('filechooser', { timeout: 3000 })
    await window.keyboard.press('Enter')
    await (await chooser).setFiles(join(folder, 'shop.csv'))
  }).toPass()
  await expect(window.getByTestId('import-start')).toBeFocused()
  await window.keyboard.press('Enter')
  await window.getByTestId('first-run').click()
  await expect(window.getByRole('dialog', { name: 'Save the changes to “After signup: purchase?”?' })).toBeVisible()
  await window.getByTestId('leave-discard').click()
  await expect(window.getByTestId('run-facts')).toBeVisible()
})

test('parts of one export and a file of people, chosen at once, are told apart; personal data are dropped and hashed', async ({ window, folder }) => {
  const header = 'customer_id;when;event;email;phone'
  const row = (id: number, day: number, event: string) =>
    `c${id};${String(day).padStart(2, '0')}/0${1 + (day % 9)}/2026 10:00;${event};c${id}@example.com;+90 532 111 22 0${id}`
  const days = Array.from({ length: 12 }, (_, index) => index + 1)
  const first = write(folder, 'january.csv', [header, ...days.map((day) => row(day % 4, day, 'view'))])
  const second = write(folder, 'february.csv', [header, ...days.map((day) => row(day % 4, day, 'purchase')), 'c1;someday;view;c1@example.com;+90 532 111 22 01'])
  const people = write(folder, 'people.csv', ['id,signup_date,full_name,city', ...[0, 1, 2, 3].map((id) => `c${id},2025-0${id + 1}-01,Ada ${id},Izmir`)])
  const other = write(folder, 'prices.csv', ['sku,price', 'a,1', 'b,2'])
  await choose(window, [first, people, second, other])

  await expect(window.getByTestId('import-dialog')).toContainText('and 1 more file of the same kind')
  await expect(window.getByTestId('people-part')).toContainText('people.csv')
  await expect(field(window, 'people-id')).toHaveValue('id')
  await expect(notes(window)).toContainText('Left out: prices.csv')

  await expect(notes(window)).toContainText('can be read two ways')
  await expect(window.getByTestId('import-start')).toBeDisabled()
  await window.getByTestId('day-first').click()
  await expect(window.getByTestId('import-start')).toBeEnabled()

  await window.getByTestId('privacy-email').getByText('Drop').click()
  await window.getByTestId('keep-phone').click()
  await window.getByTestId('keep-hash').click()
  await expect(window.getByTestId('preview')).toContainText('dropped')
  await expect(window.getByTestId('preview')).not.toContainText('+90')
  await window.getByTestId('privacy-full_name').getByText('Drop').click()
  await window.getByTestId('import-name').fill('crm')
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText('24')
  await expect(window.getByTestId('import-dialog')).toContainText('may know the future')
  await window.getByTestId('import-look').click()
  await expect(window.getByTestId('attributes-as-of')).toContainText('Attributes as of the export')
  const kept = readdirSync(join(folder, 'workspace', 'datasets'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { parentPath, name } of kept) expect(readFileSync(join(parentPath, name), 'latin1')).not.toMatch(/example\.com|532 111|Ada \d/)

  // The next file of that kind is read as this one was.
  await choose(window, first, 'import-data')
  await expect(window.getByTestId('remembered')).toContainText('Read as last time')
  await expect(window.getByTestId('read-timeFormat')).toContainText('dd/mm/yyyy')
  await expect(window.getByTestId('preview')).toContainText('dropped')
  await window.getByTestId('remembered').getByRole('button').click()
  await expect(notes(window)).toContainText('can be read two ways')
})

test('a file is read another way when somebody says so, and what was chosen stays', async ({ window, folder }) => {
  await choose(window, write(folder, 'visits.txt', ['7 20260101 3', '7 20260105 1', '9 20260102 2', '9 20260107 4']))
  await expect(window.getByTestId('read-header')).toContainText('No line of names')
  await expect(window.getByTestId('read-timeFormat')).toContainText('yyyymmdd')
  await expect(notes(window)).toContainText('tells days only')
  await window.getByTestId('read-header').click()
  await window.getByTestId('column-names').fill('member, day, pages')
  await window.getByTestId('read-apply').click()
  await expect(window.getByTestId('preview')).toContainText('pages')
  await window.getByTestId('map-profileId').click()
  await window.getByRole('option', { name: 'member' }).click()
  await window.getByTestId('read-zone').click()
  await field(window, 'time-zone').fill('Istanbul')
  await window.getByRole('option', { name: 'Europe/Istanbul' }).click()
  await expect(window.getByTestId('read-zone')).toContainText('Europe/Istanbul')
  await expect(field(window, 'map-at')).toHaveValue('day')
  await expect(field(window, 'map-profileId')).toHaveValue('member')

  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-dialog')).toContainText('Give the event a name')
  await window.getByTestId('map-setName').fill('visit')
  await window.getByTestId('map-setName').press('Enter')
  await expect(window.getByTestId('import-facts')).toContainText('31 Dec 2025')
})

test('a table of people alone asks for the events beside it; an empty file is refused with what to do', async ({ window, folder }) => {
  await choose(window, write(folder, 'customers.csv', ['customer_id,city', 'c1,Izmir', 'c2,Ankara']))
  await expect(notes(window)).toContainText('E_NO_INSTANT')
  await expect(window.getByTestId('import-start')).toBeDisabled()
  const orders = ['customer_id,timestamp,total', 'c1,2026-11-01T10:00:00Z,12', 'c2,2026-11-02T10:00:00Z,30', 'c1,2026-11-03T10:00:00Z,30']
  await pick(window, 'choose-events-beside', write(folder, 'orders.csv', orders))
  await expect(window.getByTestId('people-part')).toContainText('customers.csv')
  await window.getByTestId('suggest-setName').click()
  await expect(window.getByTestId('map-setName')).toHaveValue('purchase')
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText('3')
  await window.getByTestId('import-done').click()

  const nothing = join(folder, 'nothing.csv')
  writeFileSync(nothing, '')
  await choose(window, nothing)
  await expect(window.getByTestId('import-error')).toContainText('nothing.csv')
  await expect(window.getByTestId('choose-files')).toBeVisible()
})

test('a limit that stops an import is led to from what went wrong, and once it is raised the import goes on where it was', async ({ window, folder, context }) => {
  const letters = join(folder, 'letters.parquet')
  const rows = "SELECT 'u' || range % 50 AS user_id, TIMESTAMP '2026-01-01' + INTERVAL (range) MINUTE AS time, 'letter' AS event, repeat('x', 35000) || range AS words FROM range(2048)"
  await withDuckDb([letters], (connection) => connection.run(`COPY (${rows}) TO '${letters}' (FORMAT parquet, COMPRESSION zstd)`))
  await choose(window, letters)
  await expect(field(window, 'map-profileId')).toHaveValue('user_id')
  await window.getByTestId('import-name').fill('Letters')

  const other = await context.newPage()
  await other.goto(new URL('/#settings=limits', window.url()).href)
  await other.getByTestId('limit-duckDbMb').fill('128')
  await other.keyboard.press('Enter')
  await expect(other.getByTestId('setting-duckDbMb').getByRole('button')).toBeVisible()
  await other.close()

  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-error')).toContainText('which is 128 MB')
  await expect(window.getByTestId('import-error')).toContainText('E_MEMORY')
  await window.getByTestId('import-error').getByTestId('to-limit').click()
  await expect(window.getByTestId('import-dialog')).toHaveCount(0)
  await expect(window.getByTestId('limit-duckDbMb')).toBeFocused()
  await expect(window.getByTestId('limit-duckDbMb')).toHaveValue('128')
  await window.getByTestId('setting-duckDbMb').getByRole('button').click()
  await expect(window.getByTestId('limit-duckDbMb')).toHaveValue('')

  await window.getByTestId('rail-data').click()
  await window.getByTestId('import-data').click()
  await expect(window.getByTestId('import-name')).toHaveValue('Letters')
  await expect(window.getByTestId('import-error')).toHaveCount(0)
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText('2,048')
})

test('data are sampled, cut, exported, read again, deleted and brought back', async ({ window, folder }) => {
  await choose(window, writeShopEvents(folder))
  await window.getByTestId('import-start').click()
  await window.getByTestId('import-look').click()

  const menu = async (item: string) => {
    await window.getByTestId('dataset-menu').click()
    await window.getByTestId(item).click()
  }
  await menu('dataset-reimport')
  await expect(window.getByText('The files of “shop” have not changed')).toBeVisible()
  await menu('dataset-export-jsonl')
  await expect(window.getByTestId('dataset-written')).toContainText('64 events written to')
  expect(readFileSync(join(folder, 'workspace', 'exports', 'shop.jsonl'), 'utf8').trim().split('\n')).toHaveLength(SHOP.people + SHOP.lookers + SHOP.buyers)

  await menu('dataset-sample')
  await window.getByTestId('sample-share').fill('50')
  await expect(window.getByRole('dialog')).toContainText('About 20 people of 40')
  await window.getByTestId('derive').click()
  await expect(window.getByRole('heading', { name: 'shop, 50 %' })).toBeVisible()
  await menu('dataset-slice')
  await expect(window.getByTestId('derive')).toBeDisabled()
  await window.getByTestId('slice-to').fill('2026-11-01')
  await window.getByTestId('derive').click()
  await expect(window.getByRole('heading', { name: 'shop, 50 %, 1 Nov 2026' })).toBeVisible()

  await menu('dataset-delete')
  await expect(window.getByRole('heading', { name: 'shop, 50 %, 1 Nov 2026' })).toHaveCount(0)
  await window.getByTestId('undo-offer').click()
  await expect(window.getByRole('heading', { name: 'shop, 50 %, 1 Nov 2026' })).toBeVisible()
})

test('the real logs come in with no more than three decisions, and the one without dates says so', async ({ window }) => {
  test.skip(!existsSync(realData), 'the real logs are not on this machine')
  // Nothing to decide: the people are told from the events.
  await choose(window, [join(realData, 'complete-journey', 'events.csv.gz'), join(realData, 'complete-journey', 'demographics.csv.gz')])
  await expect(window.getByTestId('people-part')).toContainText('demographics.csv.gz')
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText('83,691')
  await window.getByTestId('import-look').click()
  // Nothing either: the codes are the names.
  await choose(window, join(realData, 'bpic2012', 'bpi_12_w.csv.gz'), 'import-data')
  await expect(notes(window)).toContainText('name no zone')
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText('72,413')
  await window.getByTestId('import-done').click()
  // One: what a row is.
  await choose(window, join(realData, 'cdnow', 'CDNOW_master.txt.gz'), 'import-data')
  await window.getByTestId('suggest-setName').click()
  await window.getByTestId('import-start').click()
  await expect(window.getByTestId('import-facts')).toContainText('69,659')
  await window.getByTestId('import-done').click()

  await choose(window, join(realData, 'dito-send-time', 'opens.csv.gz'), 'import-data')
  await expect(notes(window)).toContainText('There is no date in this file')
  await expect(notes(window)).toContainText('Export the file again with the full time of each event')
  await expect(window.getByTestId('import-start')).toBeDisabled()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing serious in the dialog, in what follows it and in the library', async ({ window, folder }) => {
      const mails = [1, 2, 3, 4].map((day) => `u${day % 2},2026-01-0${day} 10:00,open,u${day % 2}@example.com`)
      await choose(window, write(folder, 'mail.csv', ['user_id,time,event,email', ...mails]))
      await expect(window.getByTestId('personal')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('read-timeFormat').click()
      await expect(window.getByTestId('read-apply')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.keyboard.press('Escape')
      await expect(window.getByTestId('read-timeFormat')).toBeFocused()
      await window.getByTestId('import-start').click()
      await expect(window.getByTestId('first-run')).toBeVisible()
      expect(await seriousViolations(window)).toEqual([])
      await window.getByTestId('import-look').click()
      await window.getByTestId('dataset-menu').click()
      await window.getByTestId('dataset-slice').click()
      await expect(window.getByTestId('slice-from')).toBeVisible()
      await expect(window.getByRole('menu')).toHaveCount(0)
      expect(await seriousViolations(window)).toEqual([])
    })
  })
}
