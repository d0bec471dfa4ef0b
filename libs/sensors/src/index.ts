export * from './topics.js';
export * from './packet.js';
export * from './decode-packet.js';
export * from './decode-json.js';
export * from './encode-packet.js';
export * from './peek-key.js';
export * from './outbox.js';
export * from './to-block.js';
