import * as fc from 'fast-check';
import { compareNames } from './compare-names';
import { EntryReach } from './entry-reach';
import { AskedName, NameOutlines } from './name-outlines';
import { DEFAULT_POLICY } from './policy';
import { prepareEntryName, prepareQueryName } from './prepare-name';
import { boundOf } from './reach';
import { SimilarWords } from './similar-words';
import { Vocabulary } from './token';
import { tokenSimilarity } from './token-similarity';
import { WordShapes } from './word-shapes';

const WORDS =
  `JOSE LUIS JOSELUIS JL GARCIA GARZIA GARCIALOPEZ LOPEZ LOPES MUHAMMAD MOHAMED HUSAYN HUSSEIN ALI ALY ABD ABDUL ABDI RAHMAN ABDULRAHMAN ABDURREHMAN AL
  KOVALENKO KOWALENKO SERGEI SERHIY OVICH PETROVICH OKONKWO NAVARRO AMINA DE LA CRUZ DELACRUZ NUR EDDIN NUREDDIN ABU BAKR ABUBAKAR BENALI BEN QADHAFI GADDAFI
  XI XIAOMING WANG KIM JONG IL JONGIL S M PEPE CHUY HOXHA XHA HO PETROVIC OVIC PETR HOSSEINI HUSA YNI GASANOV HASAN OV MILAN MILANKA KA NURDIN JURJEW MI YOUNG MYONG JAWLANI GOLANI JAW LANI JA WLANI ABDOOL HAJIABDULLAH SASHA ALEKSANDR JORGEMR MRS MR QARI A MIRI AMIRI ALAMIRI ALDIN DIN NURDIN محمد حسين Иванов`.split(
    /\s+/,
  );
const slip = fc
  .tuple(fc.constantFrom(...WORDS), fc.nat(12), fc.constantFrom('', 'A', 'S', 'H', 'X', '0'))
  .map(([word, at, letter]) => word.slice(0, at) + letter + word.slice(at + 1) || word);
const word = fc.oneof(fc.constantFrom(...WORDS), slip);
const phrase = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' '));
const vocabulary = new Vocabulary();

describe('areApart', () => {
  it('says so only of words without similarity, of which neither begins the other', () => {
    fc.assert(
      fc.property(word, word, fc.boolean(), (one, other, vowelless) => {
        const [a, b] = [vocabulary.get(one, vowelless), vocabulary.get(other, false)];
        const [shapes, others] = [new WordShapes(), new WordShapes()];
        shapes.set(0, a);
        others.set(3, b);
        if (!shapes.areApart(0, others, 3)) return;
        expect(tokenSimilarity(a, b)).toBe(0);
        expect(a.text.startsWith(b.text) || b.text.startsWith(a.text)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('mayResemble', () => {
  it('never leaves out a name or a word that is found alike, asked from either side', () => {
    const bound = boundOf(DEFAULT_POLICY);
    fc.assert(
      fc.property(
        phrase(2),
        phrase(3),
        phrase(3),
        fc.boolean(),
        (surname, given, listed, whole) => {
          const asked = prepareQueryName({ surname, given }, vocabulary);
          const name = whole
            ? { full: listed, quality: 'primary' as const }
            : { surname: listed, given, quality: 'strong' as const };
          const entry = prepareEntryName(name, vocabulary);
          if (!asked || !entry) return;
          const shapes = new WordShapes();
          entry.words.forEach((token, at) => {
            shapes.set(at, token);
          });
          const outlines = new NameOutlines(shapes);
          outlines.set(7, [entry.words.map((_, at) => at)]);
          const compared = (near?: AskedName) =>
            compareNames(asked, entry, DEFAULT_POLICY.name, tokenSimilarity, vocabulary, near);
          const { similarity } = compared();
          if (similarity === 0) return;
          const question = new AskedName().note(asked.words);
          expect(outlines.mayResemble(7, question, bound, similarity - 1e-9)).toBe(1);
          expect(compared(question)).toEqual(compared());
          const travellers = new SimilarWords();
          const numbers = Uint32Array.from(asked.words, (token) => travellers.add(token));
          const reach = new EntryReach().note(entry, travellers);
          expect(reach.mayResemble(numbers, 0, numbers.length, bound, similarity)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
