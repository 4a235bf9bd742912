import {
  answerSubmission,
  interchangeHeads,
  parse,
  readCusres,
  submissionProblems,
} from '../index';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const message = (ref: string, traveller: string): string =>
  `UNH+${ref}+PAXLST:D:05B:UN:IATA+CM1/261120'BGM+745'RFF+TN:TX${ref}'TDT+20+CM1'LOC+125+PTY'` +
  `DTM+189:2611201200:201'LOC+87+SJO'DTM+232:2611201330:201'${traveller}UNT+0+${ref}'`;
const WHOLE = "NAD+FL+++A:B'ATT+2++F'DTM+329:900101'NAT+2+NIC'RFF+AVF:L1'RFF+ABO:U1'DOC+P+C1'";
const INCOMPLETE = "NAD+FL+++C:D'RFF+AVF:L2'";
const interchange = (messages: string, application = 'APIS', test = ''): string =>
  `UNB+UNOA:3+COPA:ZZ+PAMIGRA:ZZ+261120:1030+R9++${application}++++${test}'${messages}UNZ+1+R9'`;

const answerTo = (text: string): string => {
  const result = parse(bytes(text), { file: 'a', rawSha256: '', receivedOn: '2026-11-24' });
  const lists = result.manifests.map((manifest) => ({
    manifest,
    problems: submissionProblems(manifest),
  }));
  return answerSubmission({
    heads: interchangeHeads(bytes(text)),
    lists,
    findings: result.findings,
    preparedAt: '2026-11-20T10:31',
    authority: 'VIGIA',
    language: 'en',
  });
};

const said = (text: string): string[] =>
  readCusres(bytes(text)).answers.map(({ code, text: words = '' }) => `${code} ${words}`);

describe('answerSubmission', () => {
  it('answers every list to its sender, under the references that came', () => {
    const answer = answerTo(interchange(message('1', WHOLE) + message('2', INCOMPLETE)));
    expect(answer.match(/UNB\+[^']*'UNH\+[^']*'/g)).toEqual([
      "UNB+UNOA:3+PAMIGRA:ZZ+COPA:ZZ+261120:1031+R9++APIS'UNH+1+CUSRES:D:05B:UN:IATA+CM1/261120+01:F'",
      "UNB+UNOA:3+PAMIGRA:ZZ+COPA:ZZ+261120:1031+R9++APIS'UNH+2+CUSRES:D:05B:UN:IATA+CM1/261120+01:F'",
    ]);
    expect(answer).toContain("RFF+TN:TX2'");
    expect(said(answer)).toEqual([
      expect.stringMatching(/^301 ACCEPTED 1 TRAVELLERS \d+ WARNINGS$/),
      expect.stringMatching(/^301 ACCEPTED 1 TRAVELLERS \d+ WARNINGS$/),
      '4Z MISSING SEX, BIRTH DATE, NATIONALITY, DOCUMENT',
    ]);
  });

  it('answers an interactive list for each traveller', () => {
    const answer = answerTo(interchange(message('1', WHOLE + INCOMPLETE), 'IAPI'));
    expect(answer).toContain('+IAPI');
    expect(said(answer)).toEqual(['0Z ', '4Z MISSING SEX, BIRTH DATE, NATIONALITY, DOCUMENT']);
  });

  it.each([
    ['a cut one', interchange(message('1', WHOLE)).slice(0, 200), 'UNTERMINATED_INTERCHANGE'],
    ['noise', 'hello', 'UNKNOWN_FORMAT'],
    [
      'a list without a trip',
      interchange(`UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'${WHOLE}UNT+0+1'`),
      'CARRIER_MISSING',
    ],
  ])('refuses %s with the reason', (_, text, code) => {
    const answers = said(answerTo(text));
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatch(new RegExp(`^118 REFUSED.* ${code}$`));
  });

  it('tells where the first error is', () => {
    const broken = interchange("UNH+1+PAXLST:D:05B:UN:IATA'BGM+999'UNT+3+1'");
    expect(said(answerTo(broken))).toEqual(['118 REFUSED SEGMENT 2 UNSUPPORTED_LIST_CODE']);
  });

  it('knows what UNB says, also a test, also of a wrapped telegram', () => {
    const wrapped = interchange(message('1', WHOLE), 'APIS', '1').replace(
      'UNB',
      'QK ADDR\r\nUN\r\nB',
    );
    expect(interchangeHeads(bytes(wrapped))).toEqual([
      { sender: 'COPA', recipient: 'PAMIGRA', reference: 'R9', application: 'APIS', test: true },
    ]);
    expect(interchangeHeads(bytes('Apellidos;Nombres'))).toEqual([]);
  });
});
