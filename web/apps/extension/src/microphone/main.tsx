import { mount } from '../shared/mount';
import { MicrophonePage } from './MicrophonePage';

void mount('microphone', <MicrophonePage />);
