import { mount } from '../shared/mount';
import { WelcomePage } from './WelcomePage';

void mount('welcome', <WelcomePage />);
