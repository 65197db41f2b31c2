import { UiProvider } from '@teleperson/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { AudioDesk } from './audio/audioDesk';
import { numbersInAddress, PhoneRack, searchWithNumbers } from './core/phoneRack';
import { createPhone } from './createPhone';

const { search } = window.location;
const desk = new AudioDesk(new URLSearchParams(search).get('voice') === 'tone' ? 'tone' : 'melody');
const rack = new PhoneRack(
  numbersInAddress(search),
  (number) => createPhone(number, desk),
  (numbers) => history.replaceState(null, '', searchWithNumbers(window.location.search, numbers) || './'),
);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider>
      <App rack={rack} />
    </UiProvider>
  </StrictMode>,
);
