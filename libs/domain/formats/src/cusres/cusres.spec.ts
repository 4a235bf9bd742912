import type { Manifest } from '@vigia/manifest';
import { answerManifest, parse, readCusres, writeCusres } from '../index';

const envelope = {
  sender: 'PAMIGRA',
  recipient: 'COPA',
  preparedAt: '2026-11-24T10:00',
  interchangeRef: 'R1',
  messageRef: 'M1',
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const list =
  "UNB+UNOA:3+COPA:ZZ+PAMIGRA:ZZ+261120:1030+R++APIS'UNH+1+PAXLST:D:05B:UN:IATA+CM1/261120/1200+01:F'" +
  "BGM+745'RFF+TN:TX9'TDT+20+CM1'LOC+125+PTY'DTM+189:2611201200:201'LOC+87+SJO'DTM+232:2611201330:201'" +
  "NAD+FL+++A:B'ATT+2++F'DTM+329:900101'NAT+2+NIC'RFF+AVF:L1'RFF+ABO:U1'DOC+P+C1'" +
  "NAD+FL+++C:D'RFF+AVF:L2'UNT+19+1'UNZ+1+R'";
const parsed = parse(bytes(list), { file: 'a', rawSha256: '', receivedOn: '2026-11-24' });
const [manifest] = parsed.manifests as [Manifest];

describe('CUSRES', () => {
  it('reads back what it writes, for every kind', () => {
    for (const kind of ['962', '132', '312'] as const) {
      const answers = [
        { level: 'traveller' as const, refs: { AVF: 'L1', ABO: "U'1" }, code: '0Z' },
        { level: 'traveller' as const, refs: { AEA: 'G1' }, code: '4Z', text: 'MISSING SEX' },
        { level: 'message' as const, refs: {}, code: '118', text: 'SEGMENT 4' },
      ];
      const text = writeCusres({ kind, transactionId: 'X', answers }, envelope);
      const { answers: read, findings } = readCusres(bytes(text));
      expect(findings).toEqual([]);
      expect(read.map(({ decision: _, ...rest }) => rest)).toEqual(
        answers.map((answer) => ({ kind, ...answer })),
      );
      expect(read.map(({ decision }) => decision)).toEqual(['BOARD', 'DATA_ERROR', 'REFUSED']);
    }
  });

  it.each(['3', '5', '7', 'X', 'T', '', '?'])('never lets anybody board on code %p', (code) => {
    const answers = [{ level: 'traveller' as const, refs: {}, code }];
    const text = writeCusres({ kind: '962', answers }, envelope);
    expect(readCusres(bytes(text)).answers[0]?.decision).toBe('NO_BOARD');
  });

  it('answers a batch list with the whole and with what travellers lack', () => {
    const cusres = answerManifest(manifest, parsed, { language: 'en' });
    expect(writeCusres(cusres, envelope)).toBe(
      "UNB+UNOA:3+PAMIGRA:ZZ+COPA:ZZ+261124:1000+R1++APIS'UNH+M1+CUSRES:D:05B:UN:IATA+CM1/261120/1200+01:F'" +
        "BGM+962'RFF+TN:TX9'RFF+AF:CM1'DTM+189:2611201200:201'DTM+232:2611201330:201'LOC+125+PTY'LOC+87+SJO'" +
        "ERP+1'ERC+301'FTX+AAP+++ACCEPTED 2 TRAVELLERS 1 WARNINGS'" +
        "ERP+2'RFF+AVF:L2'ERC+4Z'FTX+AAP+++MISSING SEX, BIRTH DATE, NATIONALITY, DOCUMENT'UNT+16+M1'UNZ+1+R1'",
    );
  });

  it('answers an interactive list for each traveller, about data alone', () => {
    const { answers } = answerManifest(manifest, parsed, { interactive: true });
    expect(answers.map(({ code }) => code)).toEqual(['0Z', '4Z']);
    expect(answers[1]?.text).toBe('FALTA SEXO, FECHA NAC, NACIONALIDAD, DOCUMENTO');
  });
});
