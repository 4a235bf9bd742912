import { causeOf, isRetriable, ServiceError } from './service-error';

describe('isRetriable', () => {
  it('believes only what the error itself says', () => {
    expect(isRetriable(new ServiceError('VIGIA_X', 'away', { retriable: true }))).toBe(true);
    expect(isRetriable(new ServiceError('VIGIA_X', 'wrong', { retriable: false }))).toBe(false);
    expect(isRetriable(new TypeError('undefined is not a function'))).toBe(false);
    expect(isRetriable({ retriable: true })).toBe(false);
    expect(isRetriable(undefined)).toBe(false);
  });
});

describe('causeOf', () => {
  it('gives the message of our own errors', () => {
    const error = new ServiceError('VIGIA_X', 'the list is locked', { retriable: false });

    expect(causeOf(error)).toBe('VIGIA_X: the list is locked');
  });

  it('gives kind and place of any other error, never its message', () => {
    const cause = causeOf(new TypeError('cannot read "Ana Prueba"'));

    expect(cause).toMatch(/^TypeError at service-error\.spec\.ts:\d+$/);
  });

  it('is short, whatever was thrown', () => {
    const long = new ServiceError('VIGIA_X', 'x'.repeat(5000), { retriable: false });

    expect(causeOf(long)).toHaveLength(200);
    expect(causeOf('Ana Prueba')).toBe('thrown string');
  });
});
