import { mount } from '../shared/mount';
import { MicrophonePage } from './MicrophonePage';

mount('microphone', <MicrophonePage />);
