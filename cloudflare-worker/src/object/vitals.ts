/**
 * What this isolate has done since it started, all documents together. Kept outside the objects, so that it counts
 * their wakes, and costs no writes.
 */
export const vitals = { wakes: 0, alarms: 0, framesIn: 0, bytesIn: 0, framesOut: 0, bytesOut: 0, textLoads: 0 };
