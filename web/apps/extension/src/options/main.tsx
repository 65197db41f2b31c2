import { mount } from '../shared/mount';
import { OptionsPage } from './OptionsPage';

void mount('options', <OptionsPage />);
