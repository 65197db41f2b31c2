import { mount } from '../shared/mount';
import { PanelApp } from './PanelApp';

void mount('sidepanel', <PanelApp />);
