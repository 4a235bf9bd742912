/** `corridors/c-01.yaml`, word for word: the domain reads no disk. A spec keeps the two equal. */
export const C01 = `id: C-01
version: '1'
indicator: R1
title:
  es: Moscú – La Habana o Varadero – Centroamérica
  en: Moscow – Havana or Varadero – Central America
source: Regional Conference on Migration, dialogue meeting on extra-continental movements, September 2012
legalBasis: 'Protocol against the Smuggling of Migrants (2000), article 11: border measures; national law of the receiving state'
necessity: The route is documented by the member states and is followed by networks that pass from air to road
owner: RCM technical secretariat
reviewDate: 2027-11-30
modes: [air, road, sea]
nodes:
  - name: { es: Moscú, en: Moscow }
    places: [SVO, DME, VKO, ZIA, MOW, RUMOW, RUSVO, RUDME, RUVKO]
  - name: { es: La Habana o Varadero, en: Havana or Varadero }
    places: [HAV, VRA, CUHAV, CUVRA]
    within: 3d
  - name: { es: Centroamérica, en: Central America }
    countries: [BZ, CR, GT, HN, NI, PA, SV]
    within: 30d
`;
