import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { languages } from '../../packages/texts/src/languages';
import { manifestPlugin, projectVersion } from './build/manifestPlugin';
import { pagePath, pagesPlugin } from './build/pagesPlugin';

const pages = ['sidepanel', 'options', 'welcome', 'microphone', 'offscreen'];
const folder = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

export default defineConfig({
  plugins: [pagesPlugin(folder, pages), react(), manifestPlugin(languages)],
  define: { __VERSION__: JSON.stringify(projectVersion()) },
  build: {
    target: 'chrome116',
    // No data: URLs and no inline scripts, so that the pages run under a strict Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(pages.map((page) => [page, pagePath(folder, page)])),
        background: `${folder}/src/background/main.ts`,
      },
      output: {
        entryFileNames: ({ name }) => (name === 'background' ? 'background.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
