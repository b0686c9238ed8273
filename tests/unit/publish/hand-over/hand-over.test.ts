import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { handOver } from '../../../../engine/core/publish/hand-over/index.ts'
import { HAND_OVER_WORDS, type HandOverOnly } from '../../../../engine/core/publish/hand-over/words.ts'
import { templates } from '../../../../engine/templates/index.ts'

const atEpochMs = Date.UTC(2026, 10, 27)
const passo = templates.find(({ id }) => id === 'passo-dukkan')!.document
const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')

const evil = '<img src=x onerror=alert(1)> "\'&amp; \u202Eoops\u0000 </style><script>'
const hostile: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: '../../etc', name: `=cmd|' /C calc'!A0 ${evil}`, description: evil,
  stages: [{ id: 's', name: evil }],
  segments: { [evil]: { name: evil, when: { attribute: evil, op: 'eq', value: evil } } },
  entries: [{ id: 'in', trigger: { kind: 'event', event: evil }, where: { property: evil, op: 'exists' }, next: evil }],
  goals: [{ id: 'g', event: evil }],
  exits: [{ id: 'x', segment: evil }],
  steps: {
    [evil]: { kind: 'message', channel: 'push', name: `=1+1${evil}`, stage: 's', note: evil, template: { title: evil, [evil]: '=HYPERLINK("http://x")' }, next: 'b' },
    b: { kind: 'branch', branches: [{ id: evil, when: { segment: evil }, next: 'w' }] },
    w: { kind: 'webhook', url: 'javascript:alert(1)', body: evil },
  },
}

describe('a hand-over pack', () => {
  it('is, for Passo Dükkan at Netmera, what it was', () => {
    const { files } = handOver(passo, 'netmera', { atEpochMs })
    expect(files[0]!.text).toBe(golden('passo-dukkan.netmera.html'))
    expect(files[1]!.text).toBe(golden('passo-dukkan.netmera.steps.csv'))
    expect(files[2]!.text).toBe(golden('passo-dukkan.netmera.texts.csv'))
  })

  it.each(Object.keys(HAND_OVER_WORDS) as HandOverOnly[])('for %s says that no public API was found, holds every step and text, and names no other platform’s word', (platform) => {
    for (const { document } of templates) {
      const { files, problems } = handOver(document, platform, { atEpochMs })
      const [page, steps, texts] = files.map(({ text }) => text)
      expect(page).toContain('No public API by which')
      for (const [id, step] of Object.entries(document.steps)) {
        expect(page).toContain(`Step id: ${id}`)
        expect(steps).toContain(id)
        if (step.kind === 'message' && typeof step.template?.['title'] === 'string') expect(texts).toContain(step.template['title'].replaceAll('"', '""').slice(0, 20))
      }
      for (const { code, severity, stepId, path } of problems) {
        expect(code === 'HO01' ? severity === 'loss' : severity === 'note').toBe(true)
        expect(stepId !== null).toBe(path.startsWith('$.steps'))
      }
      expect(page).not.toMatch(/<script|<link|<iframe|\ssrc=|\son\w+=|url\(/)
    }
  })

  it('tells apart what differs, what is not possible, and what was not found', () => {
    const [page, steps] = handOver(passo, 'netmera', { atEpochMs }).files.map(({ text }) => text)
    expect(page).toContain('? Not found in its documentation, Exit “unsubscribe”:')
    expect(page).toContain('△ Differs, Goal “purchase within 14 days”:')
    expect(page).not.toMatch(/△ Differs[^<]*<\/b>[^<]*not found/)
    expect(page).toContain('1 place differs from what the journey says')
    expect(page).toMatch(/\d+ places ask for something that was not found in its documentation, marked with a question mark\./)
    expect(steps).toContain('Not found in its documentation: ')
    const { problems } = handOver(passo, 'netmera', { atEpochMs })
    expect(new Set(problems.filter(({ message }) => message.startsWith('Not found in the documentation of Netmera')).map(({ code }) => code))).toEqual(new Set(['HO03']))
    const widget: JourneyDocument = { ...hostile, steps: { w: { kind: 'message', channel: 'widget', template: { title: 'Hi' } } } }
    expect(handOver(widget, 'braze', { atEpochMs }).files[0]!.text).toContain('△ Differs:')
    expect(handOver(widget, 'salesforce', { atEpochMs }).files[0]!.text).toContain('? Not found in its documentation:')
  })

  it('speaks of a platform with an API as one', () => {
    const { files } = handOver(passo, 'dittofeed', { atEpochMs })
    expect(files[0]!.text).toContain('Dittofeed can also be published to by its API.')
  })

  it('lets nothing of a journey be read as markup, as a formula or as another direction of writing', () => {
    const { files } = handOver(hostile, 'braze', { atEpochMs })
    const [page, ...tables] = files.map(({ text }) => text)
    for (const mark of ['<script', '<img', '\u202E', '\u0000']) expect(page).not.toContain(mark)
    expect(page!.match(/<style>/g)).toHaveLength(1)
    expect(page!.match(/<\/style>/g)).toHaveLength(1)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/href=/)
    for (const table of tables) for (const cell of table.split(/[\n,]/)) expect(cell).not.toMatch(/^"?=/)
    for (const { fileName } of files) expect(fileName).not.toMatch(/[\\/<>:"|?*]|^\./)
  })

  it('has boxes to tick for entry, goals, exits and every step', () => {
    const [page] = handOver(passo, 'iterable', { atEpochMs }).files
    const boxes = page!.text.match(/<input type="checkbox">/g) ?? []
    expect(boxes.length).toBeGreaterThanOrEqual(Object.keys(passo.steps).length + (passo.exits?.length ?? 0) + (passo.goals?.length ?? 0) + 3)
  })
})
