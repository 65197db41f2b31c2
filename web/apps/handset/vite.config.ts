import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // The sandbox serves the page at its root, a proxy perhaps elsewhere.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { rolldownOptions: { input: ['index.html', 'inspector/index.html'] } },
  // `npx vite web/apps/handset` shows changes at once, against a sandbox that runs.
  server: {
    proxy: {
      '/handset': { target: 'ws://127.0.0.1:9080', ws: true },
      '/sandbox': 'http://127.0.0.1:9080',
    },
  },
});
