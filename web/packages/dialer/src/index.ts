export { Dialer, type DialerProps } from './Dialer';
