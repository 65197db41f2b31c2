import { mountPage } from '@teleperson/ui';
import type { ReactNode } from 'react';

/** Starts one of the extension's pages, in the browser's own language. */
export function mount(page: 'sidepanel' | 'options' | 'welcome' | 'microphone', content: ReactNode): void {
  void mountPage(content, {
    languages: [chrome.i18n.getUILanguage(), ...navigator.languages],
    title: (t) => t(`extension.titles.${page}`),
  });
}
