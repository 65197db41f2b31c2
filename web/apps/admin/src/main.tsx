import { mountPage } from '@teleperson/ui';
import { App } from './App';

// The dashboard speaks English only, so far.
void mountPage(<App />, { languages: ['en'] });
