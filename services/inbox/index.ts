export {
  finishEvent,
  keepJob,
  leaseSeconds,
  leaveEvents,
  pruneChat,
  renewEvents,
  takeEvent,
  takeOverJob,
  type Worker,
} from './events.ts';
export { endLeases, releaseLease, takeLease } from './leases.ts';
export { findReference, makeReference, putReference } from './references.ts';
