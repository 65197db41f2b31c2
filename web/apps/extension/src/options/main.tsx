import { mount } from '../shared/mount';
import { OptionsPage } from './OptionsPage';

mount('options', <OptionsPage />);
