import { mountPage } from '@teleperson/ui';
import { App } from './App';

void mountPage(<App />, { languages: navigator.languages });
