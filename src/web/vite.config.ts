import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: ['chrome87', 'es2020'],
    // inlined data: URLs would break the content security policy
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    // the chat; the live page of a warning; pages without any script
    rolldownOptions: { input: ['index', 'board', 'paper'].map((name) => here(`./${name}.html`)) },
  },
  worker: { format: 'es' },
})
