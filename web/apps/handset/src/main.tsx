import { mountPage } from '@teleperson/ui';
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

// A tool for developers: English only.
void mountPage(<App rack={rack} />, { languages: ['en'] });
