/** ISO 3166-1 alpha-3, alpha-2, names in English and Spanish, then other names that lists use. */
const COUNTRIES = `
AFG|AF|Afghanistan|Afganistán
ALB|AL|Albania|Albania
DZA|DZ|Algeria|Argelia
AND|AD|Andorra|Andorra
AGO|AO|Angola|Angola
ATG|AG|Antigua & Barbuda|Antigua y Barbuda|Antigua and Barbuda
ARG|AR|Argentina|Argentina
ARM|AM|Armenia|Armenia
AUS|AU|Australia|Australia
AUT|AT|Austria|Austria
AZE|AZ|Azerbaijan|Azerbaiyán
BHS|BS|Bahamas|Bahamas|The Bahamas|Bahamas, The
BHR|BH|Bahrain|Baréin
BGD|BD|Bangladesh|Bangladés
BRB|BB|Barbados|Barbados
BLR|BY|Belarus|Bielorrusia
BEL|BE|Belgium|Bélgica
BLZ|BZ|Belize|Belice
BEN|BJ|Benin|Benín
BTN|BT|Bhutan|Bután
BOL|BO|Bolivia|Bolivia|Bolivia (Plurinational State of)
BIH|BA|Bosnia & Herzegovina|Bosnia y Herzegovina|Bosnia and Herzegovina|Bosnia-Herzegovina
BWA|BW|Botswana|Botsuana
BRA|BR|Brazil|Brasil
BRN|BN|Brunei|Brunéi|Brunei Darussalam
BGR|BG|Bulgaria|Bulgaria
BFA|BF|Burkina Faso|Burkina Faso
BDI|BI|Burundi|Burundi
CPV|CV|Cape Verde|Cabo Verde|Cabo Verde
KHM|KH|Cambodia|Camboya
CMR|CM|Cameroon|Camerún
CAN|CA|Canada|Canadá
CAF|CF|Central African Republic|República Centroafricana|Central African Republic
TCD|TD|Chad|Chad
CHL|CL|Chile|Chile
CHN|CN|China|China
COL|CO|Colombia|Colombia
COM|KM|Comoros|Comoras
COG|CG|Congo - Brazzaville|Congo|Congo, Republic of the|Congo
COD|CD|Congo - Kinshasa|República Democrática del Congo|Congo, Democratic Republic of the|DR Congo|Zaire
CRI|CR|Costa Rica|Costa Rica
CIV|CI|Côte d'Ivoire|Côte d’Ivoire|Cote d Ivoire|Ivory Coast
HRV|HR|Croatia|Croacia
CUB|CU|Cuba|Cuba
CYP|CY|Cyprus|Chipre
CZE|CZ|Czechia|Chequia|Czech Republic
DNK|DK|Denmark|Dinamarca
DJI|DJ|Djibouti|Yibuti
DMA|DM|Dominica|Dominica
DOM|DO|Dominican Republic|República Dominicana
ECU|EC|Ecuador|Ecuador
EGY|EG|Egypt|Egipto
SLV|SV|El Salvador|El Salvador
GNQ|GQ|Equatorial Guinea|Guinea Ecuatorial
ERI|ER|Eritrea|Eritrea
EST|EE|Estonia|Estonia
SWZ|SZ|Eswatini|Esuatini|Swaziland
ETH|ET|Ethiopia|Etiopía
FJI|FJ|Fiji|Fiyi
FIN|FI|Finland|Finlandia
FRA|FR|France|Francia
GAB|GA|Gabon|Gabón
GMB|GM|Gambia|Gambia|The Gambia|Gambia
GEO|GE|Georgia|Georgia
DEU|DE|Germany|Alemania|D|Germany, Federal Republic of
GHA|GH|Ghana|Ghana
GRC|GR|Greece|Grecia
GRD|GD|Grenada|Granada
GTM|GT|Guatemala|Guatemala
GIN|GN|Guinea|Guinea
GNB|GW|Guinea-Bissau|Guinea-Bisáu|Guinea-Bissau
GUY|GY|Guyana|Guyana
HTI|HT|Haiti|Haití
HND|HN|Honduras|Honduras
HKG|HK|Hong Kong SAR China|RAE de Hong Kong (China)|Hong Kong
HUN|HU|Hungary|Hungría
ISL|IS|Iceland|Islandia
IND|IN|India|India
IDN|ID|Indonesia|Indonesia
IRN|IR|Iran|Irán|Iran (Islamic Republic of)|Islamic Republic of Iran
IRQ|IQ|Iraq|Irak
IRL|IE|Ireland|Irlanda
ISR|IL|Israel|Israel
ITA|IT|Italy|Italia
JAM|JM|Jamaica|Jamaica
JPN|JP|Japan|Japón
JOR|JO|Jordan|Jordania
KAZ|KZ|Kazakhstan|Kazajistán
KEN|KE|Kenya|Kenia
KIR|KI|Kiribati|Kiribati
PRK|KP|North Korea|Corea del Norte|Korea, North|DPRK|Democratic People's Republic of Korea
KOR|KR|South Korea|Corea del Sur|Korea, South|Republic of Korea|Korea
KWT|KW|Kuwait|Kuwait
KGZ|KG|Kyrgyzstan|Kirguistán
LAO|LA|Laos|Laos|Lao PDR
LVA|LV|Latvia|Letonia
LBN|LB|Lebanon|Líbano
LSO|LS|Lesotho|Lesoto
LBR|LR|Liberia|Liberia
LBY|LY|Libya|Libia
LIE|LI|Liechtenstein|Liechtenstein
LTU|LT|Lithuania|Lituania
LUX|LU|Luxembourg|Luxemburgo
MAC|MO|Macao SAR China|RAE de Macao (China)|Macau|Macao
MDG|MG|Madagascar|Madagascar
MWI|MW|Malawi|Malaui
MYS|MY|Malaysia|Malasia
MDV|MV|Maldives|Maldivas
MLI|ML|Mali|Mali
MLT|MT|Malta|Malta
MHL|MH|Marshall Islands|Islas Marshall
MRT|MR|Mauritania|Mauritania
MUS|MU|Mauritius|Mauricio
MEX|MX|Mexico|México
FSM|FM|Micronesia|Micronesia
MDA|MD|Moldova|Moldavia|Republic of Moldova
MCO|MC|Monaco|Mónaco
MNG|MN|Mongolia|Mongolia
MNE|ME|Montenegro|Montenegro
MAR|MA|Morocco|Marruecos
MOZ|MZ|Mozambique|Mozambique
MMR|MM|Myanmar (Burma)|Myanmar (Birmania)|Burma|Myanmar|Birmania
NAM|NA|Namibia|Namibia
NRU|NR|Nauru|Nauru
NPL|NP|Nepal|Nepal
NLD|NL|Netherlands|Países Bajos
NZL|NZ|New Zealand|Nueva Zelanda
NIC|NI|Nicaragua|Nicaragua
NER|NE|Niger|Níger
NGA|NG|Nigeria|Nigeria
MKD|MK|North Macedonia|Macedonia del Norte|Macedonia|Macedonia, The Former Yugoslav Republic of|North Macedonia
NOR|NO|Norway|Noruega
OMN|OM|Oman|Omán
PAK|PK|Pakistan|Pakistán
PLW|PW|Palau|Palaos
PSE|PS|Palestinian Territories|Territorios Palestinos|Palestinian|possibly Palestinian|Palestine|Palestinian Authority|West Bank|Gaza|Palestina
PAN|PA|Panama|Panamá
PNG|PG|Papua New Guinea|Papúa Nueva Guinea
PRY|PY|Paraguay|Paraguay
PER|PE|Peru|Perú
PHL|PH|Philippines|Filipinas
POL|PL|Poland|Polonia
PRT|PT|Portugal|Portugal
PRI|PR|Puerto Rico|Puerto Rico
QAT|QA|Qatar|Catar
ROU|RO|Romania|Rumanía
RUS|RU|Russia|Rusia|Russian Federation
RWA|RW|Rwanda|Ruanda
KNA|KN|St. Kitts & Nevis|San Cristóbal y Nieves|Saint Kitts and Nevis|St Kitts and Nevis
LCA|LC|St. Lucia|Santa Lucía|Saint Lucia
VCT|VC|St. Vincent & Grenadines|San Vicente y las Granadinas|Saint Vincent and the Grenadines
WSM|WS|Samoa|Samoa
SMR|SM|San Marino|San Marino
STP|ST|São Tomé & Príncipe|Santo Tomé y Príncipe|Sao Tome and Principe
SAU|SA|Saudi Arabia|Arabia Saudí
SEN|SN|Senegal|Senegal
SRB|RS|Serbia|Serbia
SYC|SC|Seychelles|Seychelles
SLE|SL|Sierra Leone|Sierra Leona
SGP|SG|Singapore|Singapur
SVK|SK|Slovakia|Eslovaquia
SVN|SI|Slovenia|Eslovenia
SLB|SB|Solomon Islands|Islas Salomón
SOM|SO|Somalia|Somalia
ZAF|ZA|South Africa|Sudáfrica
SSD|SS|South Sudan|Sudán del Sur
ESP|ES|Spain|España
LKA|LK|Sri Lanka|Sri Lanka
SDN|SD|Sudan|Sudán
SUR|SR|Suriname|Surinam
SWE|SE|Sweden|Suecia
CHE|CH|Switzerland|Suiza
SYR|SY|Syria|Siria|Syrian Arab Republic
TWN|TW|Taiwan|Taiwán
TJK|TJ|Tajikistan|Tayikistán
TZA|TZ|Tanzania|Tanzania|United Republic of Tanzania
THA|TH|Thailand|Tailandia
TLS|TL|Timor-Leste|Timor-Leste|East Timor
TGO|TG|Togo|Togo
TON|TO|Tonga|Tonga
TTO|TT|Trinidad & Tobago|Trinidad y Tobago|Trinidad and Tobago
TUN|TN|Tunisia|Túnez
TUR|TR|Türkiye|Turquía|Turkey
TKM|TM|Turkmenistan|Turkmenistán
TUV|TV|Tuvalu|Tuvalu
UGA|UG|Uganda|Uganda
UKR|UA|Ukraine|Ucrania
ARE|AE|United Arab Emirates|Emiratos Árabes Unidos|UAE
GBR|GB|United Kingdom|Reino Unido|England|UK|Great Britain
USA|US|United States|Estados Unidos|United States of America|EEUU|EE UU
URY|UY|Uruguay|Uruguay
UZB|UZ|Uzbekistan|Uzbekistán
VUT|VU|Vanuatu|Vanuatu
VAT|VA|Vatican City|Ciudad del Vaticano
VEN|VE|Venezuela|Venezuela|Venezuela (Bolivarian Republic of)
VNM|VN|Vietnam|Vietnam|Viet Nam
YEM|YE|Yemen|Yemen
ZMB|ZM|Zambia|Zambia
ZWE|ZW|Zimbabwe|Zimbabue
XKX|XK|Kosovo|Kosovo|RKS|Kosovo
CYM|KY|Cayman Islands|Islas Caimán
BMU|BM|Bermuda|Bermudas
VGB|VG|British Virgin Islands|Islas Vírgenes Británicas
ABW|AW|Aruba|Aruba
CUW|CW|Curaçao|Curazao
GLP|GP|Guadeloupe|Guadalupe
MTQ|MQ|Martinique|Martinica
GUF|GF|French Guiana|Guayana Francesa
ESH|EH|Western Sahara|Sáhara Occidental
GIB|GI|Gibraltar|Gibraltar
GGY|GG|Guernsey|Guernesey
JEY|JE|Jersey|Jersey
IMN|IM|Isle of Man|Isla de Man`;

const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');

const BY_NAME = new Map<string, string>();
for (const line of COUNTRIES.trim().split('\n')) {
  const names = line.split('|');
  for (const name of names) BY_NAME.set(keyOf(name), names[0] ?? '');
}

/**
 * ISO 3166-1 alpha-3 code of a country named in English or Spanish, or by alpha-2, alpha-3 or the
 * codes of ICAO Doc 9303 part 3 section 5. An unknown name comes back in capitals, so that equal
 * unknown names still compare as equal.
 */
export const alpha3 = (country: string): string => {
  const key = keyOf(country);
  return BY_NAME.get(key) ?? key;
};

/** Whether the text names a country we know. */
export const isCountry = (text: string): boolean => BY_NAME.has(keyOf(text));
