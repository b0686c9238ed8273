import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { notesModules } from '../scripts/shipped-modules.mjs'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  root: path('../../renderer'),
  // One build serves both doors: app://rehearsal/ in Electron and http://127.0.0.1:<port>/ in the browser.
  base: './',
  plugins: [react(), notesModules('window')],
  build: {
    outDir: path('../../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // The content security policy forbids inline scripts and data: fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
})
