import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canReplaceItself, feedIn, updateFeed } from '../../../electron/main/update-feed.ts'

let resources: string
beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), 'rehearsal-feed-'))
})
afterEach(() => rmSync(resources, { recursive: true }))

test('a build without a feed asks nobody', () => {
  expect(updateFeed(resources)).toBeNull()
})

test('the feed is where the packaging wrote it', () => {
  writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\nurl: "https://updates.example.com/rehearsal"\nupdaterCacheDirName: rehearsal-updater\n')
  expect(updateFeed(resources)?.href).toBe('https://updates.example.com/rehearsal')
})

test.each(['url: http://updates.example.com/', 'url: file:///tmp/feed', 'url: ftp://127.0.0.1/', 'url: not an address', 'feed: https://updates.example.com/', ''])('%j is no feed', (text) => {
  expect(feedIn(text)).toBeNull()
})

test('plain http is taken of this machine only', () => {
  expect(feedIn('url: http://127.0.0.1:8123/')?.host).toBe('127.0.0.1:8123')
  expect(feedIn('url: http://127.0.0.1.example.com/')).toBeNull()
})

test('on Linux an AppImage and a deb replace themselves, a folder and a package of the distribution do not', () => {
  expect(canReplaceItself('linux', resources, {})).toBe(false)
  expect(canReplaceItself('linux', resources, { APPIMAGE: '/home/me/Rehearsal.AppImage' })).toBe(true)
  writeFileSync(join(resources, 'package-type'), 'deb\n')
  expect(canReplaceItself('linux', resources, {})).toBe(true)
  writeFileSync(join(resources, 'package-type'), 'pacman')
  expect(canReplaceItself('linux', resources, {})).toBe(false)
  expect(canReplaceItself('darwin', resources, {})).toBe(true)
})
