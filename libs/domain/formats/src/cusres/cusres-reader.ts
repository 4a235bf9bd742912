import type { MessageReader } from '../edifact/envelope-reader';
import { part, type Segment } from '../edifact/segment';
import type { CusresAnswer } from '../parse-result';
import { decisionOf } from './decision';

const KINDS = { '962': '962', '132': '132', '312': '312' } as const;

/**
 * Reads one CUSRES message (formats 3): a group from each ERP, its references, its codes and its
 * free text. Two ERC of one traveller (`0` and `Z`) are one code of two characters.
 */
export class CusresReader implements MessageReader<CusresAnswer[]> {
  private kind: CusresAnswer['kind'] | undefined;
  private readonly answers: CusresAnswer[] = [];
  private current: CusresAnswer | undefined;

  segment(segment: Segment): void {
    const { current } = this;
    switch (segment.tag) {
      case 'BGM':
        this.kind = KINDS[part(segment, 1) as keyof typeof KINDS];
        break;
      case 'ERP':
        this.open(part(segment, 1));
        break;
      case 'RFF': {
        const qualifier = part(segment, 1);
        if (current && (qualifier === 'AVF' || qualifier === 'ABO' || qualifier === 'AEA')) {
          current.refs[qualifier] = part(segment, 1, 2);
        }
        break;
      }
      case 'ERC':
        if (current) current.code += part(segment, 1);
        break;
      case 'FTX': {
        const text = (segment.elements[4] ?? []).join('').trim();
        if (current && text) current.text = current.text ? `${current.text} ${text}` : text;
        break;
      }
    }
  }

  end(): CusresAnswer[] | undefined {
    if (!this.kind) return undefined;
    const { kind } = this;
    return this.answers.map((answer) => ({
      ...answer,
      kind,
      decision: decisionOf(answer.level, answer.code),
    }));
  }

  drop(): void {
    this.answers.length = 0;
  }

  private open(code: string): void {
    this.current = {
      kind: this.kind ?? '962',
      level: code === '1' ? 'message' : 'traveller',
      refs: {},
      code: '',
      decision: 'NO_BOARD',
    };
    this.answers.push(this.current);
  }
}
