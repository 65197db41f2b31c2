import { basename } from 'node:path';
import type { Plugin } from 'vite';

/** The pages of the extension differ in nothing but the script that draws them: `src/<page>/main`. */
export function pagesPlugin(folder: string, pages: readonly string[]): Plugin {
  const paths = new Set(pages.map((page) => pagePath(folder, page)));
  return {
    name: 'extension-pages',
    enforce: 'pre',
    resolveId: (id) => (paths.has(id) ? id : undefined),
    load: (id) => (paths.has(id) ? html(basename(id, '.html')) : undefined),
  };
}

export const pagePath = (folder: string, page: string) => `${folder}/${page}.html`;

const html = (page: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Teleperson Voice</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/${page}/main"></script>
  </body>
</html>
`;
