import { chooseLanguage, loadTexts, TextsProvider } from '@teleperson/texts';
import { UiProvider } from '@teleperson/ui';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** Starts one of the extension's pages, in the browser's own language. */
export async function mount(page: 'sidepanel' | 'options' | 'welcome' | 'microphone', content: ReactNode) {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element #root');
  const texts = await loadTexts(chooseLanguage([chrome.i18n.getUILanguage(), ...navigator.languages]));
  document.title = texts(`extension.titles.${page}`);
  createRoot(root).render(
    <StrictMode>
      <TextsProvider texts={texts}>
        <UiProvider>{content}</UiProvider>
      </TextsProvider>
    </StrictMode>,
  );
}
