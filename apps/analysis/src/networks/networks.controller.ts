import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { AllowList, NodeId, NodeKind } from '@vigia/indicators';
import { ApiQueryOf, Caller, checked, HttpProblem, Roles, type Principal } from '@vigia/service';
import { z } from 'zod';
import { ReadModel } from '../read-model';
import { stateOf } from '../seen-by';
import { ALLOW_LIST } from './allowed';
import { gatherNetwork, type Gathered } from './gather-network';
import { showConnection, showNetwork, splitNode, type ShownNetwork } from './show-network';

const KINDS: readonly NodeKind[] = [
  ...(['traveller', 'document', 'contact', 'booking', 'ticket', 'agency', 'vehicle'] as const),
];

const networkQuery = z.object({
  hops: z.coerce.number().int().min(1).max(6).default(3).describe('links from the node'),
  cap: z.coerce.number().int().min(1).max(300).default(100).describe('nodes at most'),
});

const connectionQuery = z.object({
  hops: z.coerce.number().int().min(1).max(6).default(6).describe('links at most'),
});

/** Rows read and milliseconds spent for one answer. */
const LIMITS = { rows: 3_000, ms: 2_000 };

const NODE_HELP =
  'A node is `<kind>:<key>` as answers show it, kinds: traveller, document, contact, booking, ticket, agency, vehicle; a traveller is named by any travellerId.';

@Controller('v1/networks')
@ApiBearerAuth()
@Roles('analyst')
export class NetworksController {
  constructor(
    @Inject(ReadModel) private readonly model: ReadModel,
    @Inject(ALLOW_LIST) private readonly allowList: AllowList,
  ) {}

  @Get(':node')
  @ApiOperation({
    summary: 'What travellers share round a node, rarest connections first',
    description: `${NODE_HELP} Persons whom your state may not see are absent, and count for nothing. What is on the allow-list is shown with \`allowListed\` and joins nobody.`,
  })
  @ApiQueryOf(networkQuery)
  @ApiResponse({ status: 404, description: 'No such node, or nothing of it is yours to see' })
  async network(
    @Caller() caller: Principal,
    @Param('node') text: string,
    @Query() query: unknown,
  ): Promise<ShownNetwork> {
    const { hops, cap } = checked(networkQuery, query);
    const node = nodeOf(text, 'node');
    const limits = { ...LIMITS, hops, allowList: this.allowList };
    const gathered = await gatherNetwork(this.model, stateOf(caller), [node], limits);
    return showNetwork(gathered, resolved(node, gathered), { hops, cap }) ?? notFound();
  }

  @Get(':node/connections/:other')
  @ApiOperation({
    summary: 'The shortest connection of two nodes over what few share',
    description: `${NODE_HELP} \`connected: false\` says that there is none within the links allowed; with \`truncated\`, that not everything could be read.`,
  })
  @ApiQueryOf(connectionQuery)
  @ApiResponse({
    status: 404,
    description: 'One of the nodes does not exist, or is not yours to see',
  })
  async connection(
    @Caller() caller: Principal,
    @Param('node') text: string,
    @Param('other') otherText: string,
    @Query() query: unknown,
  ): Promise<object> {
    const { hops } = checked(connectionQuery, query);
    const ends = [nodeOf(text, 'node'), nodeOf(otherText, 'other')] as const;
    const limits = { ...LIMITS, hops, allowList: this.allowList };
    const gathered = await gatherNetwork(this.model, stateOf(caller), ends, limits);
    const [from, to] = [resolved(ends[0], gathered), resolved(ends[1], gathered)];
    if (!isKnown(from, gathered) || !isKnown(to, gathered)) return notFound();
    return { from, to, ...showConnection(gathered, [from, to], { hops, cap: 1000 }) };
  }
}

const notFound = (): never => {
  throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
};

const nodeOf = (text: string, path: string): NodeId => {
  const [kind, key] = splitNode(text);
  if (KINDS.includes(kind as NodeKind) && key !== '' && text.length <= 300) return text as NodeId;
  const problem = {
    es: `${path}: se espera <clase>:<clave>, clase una de ${KINDS.join(', ')}`,
    en: `${path}: <kind>:<key> is expected, kind one of ${KINDS.join(', ')}`,
  };
  const problems = [{ path, message: problem.en, text: problem }];
  throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', problem, { problems });
};

/** A person is one node, whichever of their conveyances was asked about. */
const resolved = (node: NodeId, { nodeOf: known }: Gathered): NodeId => {
  const [kind, key] = splitNode(node);
  return kind === 'traveller' ? (known.get(key) ?? node) : node;
};

const isKnown = (node: NodeId, { links }: Gathered): boolean =>
  links.some(({ traveller, other }) => traveller === node || other === node);
