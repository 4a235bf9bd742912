import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { Principal } from './authentication';

/** Signs tokens for a machine on which nobody else does. Never for a platform with real travellers. */
export interface DevelopmentKeys {
  /** Path of the public key set: the `AUTH_JWKS` of the services. */
  jwksPath: string;
  issuer: string;
  audience: string;
  /** A bearer token; `validFor` as `1h`, `30s`. */
  sign(claims: Principal, validFor?: string): Promise<string>;
}

const ISSUER = 'vigia-development';
const AUDIENCE = 'vigia';
const ALGORITHM = 'ES256';

/** The key pair in `folder`, made at the first call. The private part is readable by its owner only. */
export const developmentKeys = async (folder: string): Promise<DevelopmentKeys> => {
  const keyPath = join(folder, 'development-key.json');
  const jwksPath = join(folder, 'jwks.json');
  const key = read(keyPath) ?? (await create(folder, keyPath));
  const { kty, crv, x, y, kid } = key;
  const publicKey = { kty, crv, x, y, kid, alg: ALGORITHM, use: 'sig' };
  write(jwksPath, { keys: [publicKey] }, 0o644);
  const signingKey = await importJWK(key, ALGORITHM);
  return {
    jwksPath,
    issuer: ISSUER,
    audience: AUDIENCE,
    sign: ({ subject, role, carrier, state }, validFor = '8h') =>
      new SignJWT({ role, ...(carrier && { carrier }), ...(state && { state }) })
        .setProtectedHeader({ alg: ALGORITHM, ...(kid && { kid }) })
        .setSubject(subject)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(validFor)
        .sign(signingKey),
  };
};

const read = (path: string): JWK | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const create = async (folder: string, path: string): Promise<JWK> => {
  mkdirSync(folder, { recursive: true });
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: `development-${Date.now()}` };
  write(path, key, 0o600);
  return key;
};

/** Written beside and renamed, so that a reader never sees half a file. */
const write = (path: string, content: object, mode: number): void => {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, JSON.stringify(content, null, 2), { mode });
  renameSync(beside, path);
};
