import { describe, expect, it } from '@jest/globals';
import { sayDeliveryFailure } from './delivery-words.js';

const unknown = 'It could not be told.';

/** What really comes of a call that fails is in tests/medium/worker/delivery-failures.spec.ts. */
describe('why the clinic contact was not told', () => {
  it.each([
    ['webhook', 'answered 301', 'sent us on'], ['webhook', 'answered 401', 'did not let us in'], ['webhook', 'answered 404', 'nothing at this path'], ['webhook', 'answered 422', 'did not take what was sent'],
    ['webhook', 'answered 503', 'fault of its own'], ['webhook', 'duty.example is an inner address', 'private network'], ['webhook', 'the clinic has no webhook any more', 'removed'],
    ['webhook', 'sealed with key 2024, which is not in DATA_KEYS', 'key is gone'], ['webhook', 'getaddrinfo EAI_AGAIN duty.example', 'not known'], ['webhook', 'certificate has expired', 'certificate'],
    ['email', 'Invalid login: 535 5.7.8 Authentication failed', 'name and password'], ['email', "Can't send mail - all recipients were rejected: 550 no such mailbox", 'does not take the address'],
    ['email', 'Message failed: 451 try later', 'just now'], ['email', 'this installation sends no e-mail: SMTP_URL is not set', 'no mail server'], ['email', 'Connection timeout', 'no answer in time'], ['email', 'Message failed: 552 over quota', 'full'],
  ] as const)('by %s: "%s" has words', (channel, error, words) => {
    const said = sayDeliveryFailure({ channel, error });
    expect(said?.wrong).toContain(words);
    expect(said?.toDo).toMatch(/^[A-Z].*[.)]$/);
    expect(JSON.stringify(said)).not.toContain(error);
  });

  it('makes nothing up of what it does not know, and says nothing of what went well', () => {
    expect(sayDeliveryFailure({ channel: 'webhook', error: 'the moon is full' })?.wrong).toBe(unknown);
    expect(sayDeliveryFailure({ channel: 'email', error: '' })?.wrong).toBe(unknown);
    expect(sayDeliveryFailure({ channel: 'email', error: null })).toBeNull();
  });

  it('takes no number of a mailbox or port for an answer', () => {
    expect(sayDeliveryFailure({ channel: 'email', error: 'connect ECONNREFUSED 127.0.0.1:450' })?.wrong).toContain('Nothing listens');
  });
});
