export { maskName } from './mask-person.ts';
