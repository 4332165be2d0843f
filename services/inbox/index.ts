export {
  finishEvent,
  keepJob,
  type LeftJob,
  leaseSeconds,
  leaveEvents,
  pruneChat,
  renewEvents,
  takeEvent,
  takeOverJob,
} from './events.ts';
export { endLeases, releaseLease, takeLease } from './leases.ts';
export { findReference, makeReference, putReference } from './references.ts';
