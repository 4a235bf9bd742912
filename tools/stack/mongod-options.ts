/**
 * Options of mongod on every path. What is new goes to random places of many index pages, so
 * WiredTiger, left alone, writes the same pages again and again as soon as a twentieth of its cache
 * is changed; here it may be a fifth (20 %), and most pages wait for the checkpoint each minute. The
 * journal keeps every promise either way (ADR 0030).
 */
export const MONGOD_OPTIONS = [
  ...['--replSet', 'vigia', '--wiredTigerCacheSizeGB', '2', '--wiredTigerEngineConfigString'],
  'eviction_dirty_target=20,eviction_dirty_trigger=40,eviction_updates_target=20,eviction_updates_trigger=40',
];
