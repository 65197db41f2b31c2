import { loadTexts, type Words } from '@teleperson/texts';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UiProvider } from './UiProvider';

interface MountOptions {
  /** BCP 47 tags, most wanted first. The page gets the first one that there is a catalogue for. */
  languages: readonly string[];
  title?: (t: Words) => string;
}

/** Draws a page into `#root`, in the reader's language and its direction of writing. */
export async function mountPage(content: ReactNode, { languages, title }: MountOptions): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element #root');
  const texts = await loadTexts(languages);
  document.documentElement.lang = texts.language;
  document.documentElement.dir = texts.direction;
  if (title) document.title = title(texts.t);
  createRoot(root).render(
    <StrictMode>
      <UiProvider texts={texts}>{content}</UiProvider>
    </StrictMode>,
  );
}
