import type { Finding } from '@vigia/manifest';
import { FINDINGS, finding, type FindingCode, type Location, type Values } from './findings';

const MOST_FINDINGS = 10_000;
const MOST_INFOS = 1_000;

/** Gathers the findings of one file, in the order in which they are made, in bounded memory. */
export class Report {
  readonly findings: Finding[] = [];
  private unseen = 0;
  private infos = 0;

  /** `true` as soon as a warning or an error has been noted since the mark. */
  troubledSince(mark: number): boolean {
    for (let index = mark; index < this.findings.length; index += 1) {
      if (this.findings[index]?.severity !== 'info') return true;
    }
    return this.unseen > 0 && mark >= MOST_FINDINGS;
  }

  /** True while nothing has been refused. */
  get isWithoutError(): boolean {
    return this.findings.every(({ severity }) => severity !== 'error');
  }

  /** How many findings there are: a mark for `since`. */
  get mark(): number {
    return this.findings.length;
  }

  /** What a manifest carries with it: warnings and errors since the mark. */
  since(mark: number): Finding[] {
    return this.findings.slice(mark).filter(({ severity }) => severity !== 'info');
  }

  note(code: FindingCode, values: Values = {}, where: Location = {}): void {
    const { severity } = FINDINGS[code];
    if (severity === 'info') {
      this.infos += 1;
      // Infos beyond the first thousand say nothing new and must not crowd out the rest.
      if (this.infos > MOST_INFOS) return;
    }
    const most = severity === 'error' ? 2 * MOST_FINDINGS : MOST_FINDINGS;
    if (this.findings.length < most) this.findings.push(finding(code, values, where));
    else this.unseen += 1;
  }

  /** Closes the report: says how many findings did not fit. */
  close(): Finding[] {
    if (this.unseen > 0) {
      this.findings.push(finding('TOO_MANY_FINDINGS', { value: this.unseen }));
    }
    return this.findings;
  }
}
