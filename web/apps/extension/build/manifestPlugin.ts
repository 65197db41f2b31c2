import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { manifest } from './manifest';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const catalogue = fromRoot('web/packages/texts/src/catalogue/');

/** The project's version has one place: CMakeLists.txt. */
export function projectVersion(): string {
  const version = /\bproject\([^)]*\bVERSION\s+(\d+\.\d+\.\d+)/.exec(
    readFileSync(fromRoot('CMakeLists.txt'), 'utf8'),
  )?.[1];
  if (!version) throw new Error('CMakeLists.txt names no version: project(... VERSION x.y.z)');
  return version;
}

/** Writes manifest.json, and the words that the browser itself shows, from the catalogue that all pages share. */
export function manifestPlugin(languages: readonly string[]): Plugin {
  return {
    name: 'extension-manifest',
    generateBundle() {
      const emit = (fileName: string, content: unknown) =>
        this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(content, undefined, 2)}\n` });
      emit('manifest.json', manifest(projectVersion(), process.env.EXTENSION_PUBLIC_KEY || undefined));
      for (const language of languages)
        emit(
          `_locales/${language}/messages.json`,
          messages(JSON.parse(readFileSync(`${catalogue}${language}.json`, 'utf8')).extension.manifest),
        );
    },
  };
}

/** https://developer.chrome.com/docs/extensions/reference/api/i18n: `$COMPANY$` is the first substitution. */
function messages(words: Record<string, string>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(words).map(([key, message]) => [
      key,
      message.includes('$COMPANY$') ? { message, placeholders: { company: { content: '$1' } } } : { message },
    ]),
  );
}
