import { readFileSync } from 'node:fs';
import {
  Injectable,
  SetMetadata,
  createParamDecorator,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HttpProblem } from './problem';

export const ROLES = [
  'carrier',
  'authority',
  'analyst',
  'list-owner',
  'protection',
  'auditor',
  'operator',
] as const;

export type Role = (typeof ROLES)[number];

/** Who calls: the verified claims of the bearer token. `state` is ISO 3166-1 alpha-3, lower case. */
export interface Principal {
  subject: string;
  role: Role;
  carrier?: string;
  state?: string;
}

const claims = z.object({
  sub: z.string().min(1).max(200),
  exp: z.number(),
  role: z.enum(ROLES),
  carrier: z.string().min(1).max(40).optional(),
  state: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .transform((state) => state.toLowerCase())
    .optional(),
});

const ROLES_KEY = 'vigia:roles';

/** The roles that may call a route. A route without it is refused to everybody. */
export const Roles = (...roles: Role[]): MethodDecorator & ClassDecorator =>
  SetMetadata(ROLES_KEY, roles);

/** A route that needs no token: health, metrics, the API document. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ROLES_KEY, 'public');

type Authenticated = FastifyRequest & { principal?: Principal };

/** Hands the verified caller to a handler. */
export const Caller = createParamDecorator((_: unknown, host: ExecutionContext): Principal => {
  const { principal } = host.switchToHttp().getRequest<Authenticated>();
  if (!principal) throw new HttpProblem(401, 'VIGIA_UNAUTHENTICATED');
  return principal;
});

export interface AuthenticationOptions {
  jwks: string;
  issuer: string;
  audience: string;
}

/** Asymmetric algorithms only: a key set is public, so a shared secret has no place in it. */
const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
const REMEMBERED = 1000;
const REMEMBER_MS = 60_000;

/**
 * Verifies bearer tokens against a JWKS: signature, issuer, audience, expiry, algorithm (RFC 7519,
 * RFC 8725). A verified token is remembered for a minute, or until it expires if that is sooner.
 */
export class TokenVerifier {
  private readonly key: JWTVerifyGetKey;
  private readonly remembered = new Map<string, { principal: Principal; until: number }>();

  constructor(
    private readonly options: AuthenticationOptions,
    private readonly now: () => number = Date.now,
  ) {
    this.key = /^https?:/.test(options.jwks)
      ? createRemoteJWKSet(new URL(options.jwks))
      : createLocalJWKSet(JSON.parse(readFileSync(options.jwks, 'utf8')) as JSONWebKeySet);
  }

  /** Throws HttpProblem 401, or 503 when the key set cannot be fetched. */
  async verify(token: string): Promise<Principal> {
    const known = this.remembered.get(token);
    if (known && known.until > this.now()) return known.principal;
    const payload = await this.verified(token);
    const result = claims.safeParse(payload);
    if (!result.success) throw new HttpProblem(401, 'VIGIA_UNAUTHENTICATED');
    const { sub, exp, role, carrier, state } = result.data;
    const principal: Principal = {
      subject: sub,
      role,
      ...(carrier && { carrier }),
      ...(state && { state }),
    };
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(token, {
      principal,
      until: Math.min(exp * 1000, this.now() + REMEMBER_MS),
    });
    return principal;
  }

  private async verified(token: string): Promise<unknown> {
    try {
      const { issuer, audience } = this.options;
      const { payload } = await jwtVerify(token, this.key, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
        throw new HttpProblem(503, 'VIGIA_UNAVAILABLE');
      }
      throw new HttpProblem(401, 'VIGIA_UNAUTHENTICATED');
    }
  }
}

/** Lets a request through when its token is good and its role is one the route names. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(host: ExecutionContext): Promise<boolean> {
    if (host.getType() !== 'http') return true;
    const allowed = this.reflector.getAllAndOverride<Role[] | 'public' | undefined>(ROLES_KEY, [
      host.getHandler(),
      host.getClass(),
    ]);
    if (allowed === 'public') return true;
    const request = host.switchToHttp().getRequest<Authenticated>();
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(
      request.headers.authorization ?? '',
    )?.[1];
    if (!token) throw new HttpProblem(401, 'VIGIA_UNAUTHENTICATED');
    const principal = await this.verifier.verify(token);
    if (!allowed?.includes(principal.role)) throw new HttpProblem(403, 'VIGIA_FORBIDDEN');
    request.principal = principal;
    return true;
  }
}
