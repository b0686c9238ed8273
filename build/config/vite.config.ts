import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { notesModules } from '../scripts/shipped-modules.mjs'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/**
 * The page asks for what the window and its editor are made of at once, and not only when the first of it has been read and run. What is drawn later is named to it:
 * a served window reads it while the engine that serves it is surely there (renderer/bridge/read-ahead.ts).
 */
function asksAhead(): Plugin {
  return {
    name: 'asks-ahead',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const files = Object.keys(bundle)
        const later = Object.values(bundle).flatMap(({ type, fileName }) => ((type === 'chunk' || fileName.endsWith('.css')) && !AT_ONCE.test(fileName) ? [fileName] : []))
        const of = (ending: string) => AHEAD.flatMap((name) => files.filter((file) => file.startsWith(`assets/${name}-`) && file.endsWith(ending)))
        return [
          ...files.filter((file) => file.startsWith(`assets/${FONT}-`)).map((file) => ({ tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const })),
          ...of('.css').map((file) => ({ tag: 'link', attrs: { rel: 'stylesheet', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const })),
          ...of('.js').map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const })),
          ...later.map((file) => ({ tag: 'link', attrs: { rel: 'later', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const })),
        ]
      },
    },
  }
}

const AHEAD = ['window', 'editor']
/** What nearly all text is set in: arriving after the first of it is drawn, it would have everything laid out a second time. */
const FONT = 'inter-latin-wght-normal'
/** What the page has asked for by itself, and the language that was chosen or not. */
const AT_ONCE = /^assets\/(index|first|window|editor|start-app|rolldown-runtime|tr)-[^/]+$/

export default defineConfig({
  root: path('../../renderer'),
  // One build serves both doors: app://rehearsal/ in Electron and http://127.0.0.1:<port>/ in the browser.
  base: './',
  plugins: [react(), notesModules('window'), asksAhead()],
  build: {
    outDir: path('../../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // The content security policy forbids inline scripts and data: fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A hundred small files take longer to be fetched than to be run. What the language needs comes first, since the others look their texts up as they load;
          // `main.tsx` itself waits for the window, and so may not stand in a file that the window is read from.
          groups: [
            { name: 'first', tags: ['$initial'], test: (id) => !/renderer\/(main\.tsx|index\.html)/.test(id), priority: 4 },
            { name: 'window', test: /renderer\/start-app\.tsx$/, priority: 3 },
            { name: 'editor', test: /renderer\/app\/editor\.tsx$/, priority: 2 },
            { name: 'panels', test: /renderer\/app\/panels\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
})
