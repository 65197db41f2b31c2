import { mountPage } from '@teleperson/ui';
import { CallFeed } from './core/callFeed';
import { InspectorPage } from './InspectorPage';

const feed = new CallFeed((url) => new EventSource(url));
feed.start();

// A tool for developers: English only.
void mountPage(<InspectorPage feed={feed} />, { languages: ['en'] });
