/** `corridors/c-02.yaml`, word for word: the domain reads no disk. A spec keeps the two equal. */
export const C02 = `id: C-02
version: '1'
indicator: R2
title:
  es: Ámsterdam – Quito o Guayaquil – Panamá y hacia el norte
  en: Amsterdam – Quito or Guayaquil – Panama and northward
source: Regional Conference on Migration, dialogue meeting on extra-continental movements, September 2012
legalBasis: 'Protocol against the Smuggling of Migrants (2000), article 11: border measures; national law of the receiving state'
necessity: The route is documented by the member states and is followed by networks that pass from air to road
owner: RCM technical secretariat
reviewDate: 2027-11-30
modes: [air, road, sea]
nodes:
  - name: { es: Ámsterdam, en: Amsterdam }
    places: [AMS, NLAMS]
  - name: { es: Quito o Guayaquil, en: Quito or Guayaquil }
    places: [UIO, GYE, ECUIO, ECGYE]
    within: 3d
  - name: { es: Panamá y hacia el norte, en: Panama and northward }
    countries: [PA, CR, NI, HN, SV, GT, BZ, MX]
    within: 30d
`;
