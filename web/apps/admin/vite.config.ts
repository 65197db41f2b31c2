import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // The gateway serves this page at /admin/.
  base: '/admin/',
  plugins: [react()],
  build: {
    // No data: URLs, so that the page runs under a strict Content-Security-Policy.
    assetsInlineLimit: 0,
    // The Voice SDK has a chunk of its own, loaded with the first test call.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
});
