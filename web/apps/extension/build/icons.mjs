// Draws public/icons/*.png from icon.svg with the machine's Chromium. Run by hand after a change of the icon.
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const svg = readFileSync(here('icon.svg'), 'utf8');
mkdirSync(here('../public/icons'), { recursive: true });

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await page.screenshot({ path: here(`../public/icons/${size}.png`), omitBackground: true });
}
await browser.close();
