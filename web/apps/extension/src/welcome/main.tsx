import { mount } from '../shared/mount';
import { WelcomePage } from './WelcomePage';

mount('welcome', <WelcomePage />);
