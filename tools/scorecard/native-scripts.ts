const PAIRS =
  'SHCH Щ,ZH Ж,KH Х,TS Ц,CH Ч,SH Ш,YE Е,YU Ю,YA Я,YO Ё,IY ИЙ,A А,B Б,V В,G Г,D Д,E Е,Z З,I И,K К,L Л,M М,N Н,O О,P П,R Р,S С,T Т,U У,F Ф,H Х,Y Й,J ДЖ,W В,X КС,C К,Q К'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]);

/** Writes a romanised Slavic name in Cyrillic, longest spelling first. */
export const toCyrillic = (latin: string): string => {
  let out = '';
  const text = latin.toUpperCase();
  for (let at = 0; at < text.length;) {
    const pair = PAIRS.find(([spelling]) => text.startsWith(spelling, at));
    const final =
      pair?.[0] === 'Y' && at === text.length - 1 && /[^AEIOU]/.test(text[at - 1] ?? '');
    out += final ? 'ИЙ' : (pair?.[1] ?? text[at] ?? '');
    at += pair?.[0].length ?? 1;
  }
  return out;
};

const ARABIC = new Map(
  `MUHAMMAD محمد,MOHAMMAD محمد,MOHAMMED محمد,MOHAMED محمد,AHMAD أحمد,AHMED أحمد,ALI علي,HASAN حسن,HASSAN حسن,HUSAYN حسين,HUSSEIN حسين,IBRAHIM إبراهيم,ABDALLAH عبد الله,ABDULLAH عبد الله,SALIH صالح,SALEH صالح,SALIM سالم,KHALID خالد,KHALED خالد,KHALIL خليل,UMAR عمر,OMAR عمر,MAHMUD محمود,MAHMOUD محمود,MUSTAFA مصطفى,YUSUF يوسف,ISMAIL إسماعيل,SAID سعيد,SAEED سعيد,HAMID حميد,JAMAL جمال,JAMIL جميل,BASHIR بشير,KARIM كريم,RASHID رشيد,NASIR ناصر,NASSER ناصر,MANSUR منصور,TARIQ طارق,WALID وليد,FARUQ فاروق,FAISAL فيصل,FAYSAL فيصل,ADNAN عدنان,ANWAR أنور,BILAL بلال,DAWUD داود,HABIB حبيب,HADI هادي,HAMZA حمزة,IMAD عماد,ISSA عيسى,ISA عيسى,JABIR جابر,MAHDI مهدي,MAJID ماجد,MALIK مالك,MUNIR منير,MUSA موسى,NABIL نبيل,RAMI رامي,SAMI سامي,SAMIR سمير,SHARIF شريف,SULAYMAN سليمان,TAHA طه,TALAL طلال,YAHYA يحيى,YASIN ياسين,ZIYAD زياد,ASAD أسد,ASSAD أسد,ABBAS عباس,FADL فضل,FAHD فهد,FAWAZ فواز,FUAD فؤاد,GHASSAN غسان,HAYDAR حيدر,JAFAR جعفر,KAMAL كمال,LATIF لطيف,MAKHLUF مخلوف,MAKHLOUF مخلوف,NAJI ناجي,RAHMAN رحمن,RIDA رضا,SHAKIR شاكر,TALIB طالب,TIKRITI تكريتي,RAWI راوي,SHAMI شامي,BAGHDADI بغدادي,AZIZ عزيز,NUR نور,SALAH صلاح,SABAWI سبعاوي,SALMAN سلمان,SULTAN سلطان,ZAYD زيد,AMIN أمين,AMIR أمير`
    .split(',')
    .map((pair) => {
      const blank = pair.indexOf(' ');
      return [pair.slice(0, blank), pair.slice(blank + 1)] as const;
    }),
);

/** Writes a name in Arabic when every word is among the common ones of the table. */
export const toArabic = (latin: string): string | undefined => {
  const words = latin
    .toUpperCase()
    .replace(/'/g, '')
    .split(/[\s-]+/);
  const out: string[] = [];
  for (const [at, word] of words.entries()) {
    if (word === 'AL') continue;
    const arabic = ARABIC.get(word);
    if (!arabic) return undefined;
    out.push(words[at - 1] === 'AL' ? `ال${arabic}` : arabic);
  }
  return out.join(' ');
};
