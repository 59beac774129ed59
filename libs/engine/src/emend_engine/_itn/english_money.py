"""Currencies and their signs; data only. The list follows nemo_text_processing (Apache-2.0)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from emend_engine._stages._word_set import word_set

_CURRENCIES = """
؋ afghan afghani|l albanian lek|دج algerian dinar|kz angolan kwanza|aed arab emirates dirham
$ argentine peso|֏ armenian dram|ƒ aruban florin|a$ australian dollar|₼ azerbaijani manat
b$ bahamian dollar|.د.ب bahraini dinar|৳ bangladeshi taka|$ barbadian dollar|br belarusian ruble
bz$ belize dollar|$ bermudian dollar|nu bhutanese ngultrum|₿ bitcoin|bs bolivian boliviano
km bosnia and herzegovina convertible mark|p botswana pula|r$ brazilian real|£ british pound
b$ brunei dollar|лв bulgarian lev|fbu burundian franc|៛ cambodian riel|ca$ canadian dollar
cve cape verde escudo|cve cape verdean escudo|ci$ cayman islands dollar|cfa cfa franc
$ chilean peso|元 chinese yuan|$ colombian peso|cf comorian franc|fc congolese franc
₡ costa rican colón|kn croatian kuna|cuc$ cuban peso|cyp cypriot pound|kč czech koruna|d dalasi
kr danish krone|fdj djiboutian franc|$ dollar|rd$ dominican peso|$ east caribbean dollar
e£ egyptian pound|aed emirati dirham|nkf eritrean nakfa|Ξ ethereum|br ethiopian birr|€ euro
fk£ falkland islands pound|fim finnish markka|₾ georgian lari|dm german mark|gh₵ ghanaian cedi
q guatemalan quetzal|fg guinean franc|g$ guyanese dollar|g haitian gourde|l honduran lempira
hk$ hong kong dollar|ft hungarian forint|₹ inr|íkr icelandic króna|₹ indian rupee
rp indonesian rupiah|﷼ iranian rial|ع.د iraqi dinar|₪ israeli new shekel|₪ israeli shekel
j$ jamaican dollar|¥ japanese yen|ينار jordanian dinar|₸ kazakhstani tenge|ksh kenyan shilling
ك kuwaiti dinar|k kyat|som kyrgyzstani som|₭ lao kip|ლარი lari|ل.ل lebanese pound|l lesotho loti
ld$ liberian dollar|ld libyan dinar|l lilangeni|ł litecoin|mop$ macanese pataca
ar malagasy ariary|k malawian kwacha|rm malaysian ringgit|rf maldivian rufiyaa
mro mauritanian ouguiya|₨ mauritian rupee|$ mexican peso|l moldovan leu|ɱ monero
₮ mongolian tögrög|dh moroccan dirham|mt mozambican metical|n$ namibian dollar|rs nepalese rupee
ƒ netherlands antillean guilder|nt$ new taiwan dollar|nz$ new zealand dollar
c$ nicaraguan córdoba|₦ nigerian naira|₩ north korean won|kr norwegian krone|ر.ع omani rial
um ouguiya|pkr pakistani rupee|b/. panamanian balboa|₲ paraguayan guaraní|s/. peruvian sol
₱ philippine peso|zł polish zloty|£ pounds sterling|ر.ق qatari riyal|£ quid|r real|xrp ripples
lei romanian leu|₹ rupee|₽ russian ruble|r₣ rwandan franc|shp saint helena pounds
db são tomé and príncipe dobra|sar saudi riyal|ден second macedonian denar|rsd serbian dinar
scr seychelles rupee|le sierra leonean leone|s$ singapore dollar|sh.so. somali shilling
tjs somoni|r south african rand|₩ south korean won|ss£ south sudanese pound|රු sri lankan rupee
sdg sudanese pound|sr$ surinamese dollar|kr swedish krona|chf swiss franc|£s syrian pound|৳ taka
tzs tanzanian shilling|₮ tether|฿ thai baht|tt$ trinidad and tobago dollar|د.ت tunisian dinar
₺ turkish lira|m turkmen new manat|ush ugandan shilling|₴ ukrainian hryvna
$ united states dollar|$u uruguayan peso|$ us dollar|som uzbekistan som|bs. venezuelan bolívar
₫ vietnamese đồng|₩ won|﷼ yemeni rial|¥ yen
"""

_PLAIN_CURRENCIES = """
$ dollar|$ us dollar|$ american dollar|A$ australian dollar|CA$ canadian dollar|£ pound sterling
£ british pound|£ pound|£ quid|€ euro|₹ rupee|₹ indian rupee|¥ yen|¥ japanese yen|₽ ruble
₿ bitcoin|₺ turkish lira|₪ shekel|R$ brazilian real|NZ$ new zealand dollar|S$ singapore dollar
HK$ hong kong dollar
"""


def _currencies(text: str) -> dict[tuple[str, ...], str]:
    entries = (entry for entry in text.replace("\n", "|").split("|") if entry)
    pairs = (entry.partition(" ") for entry in entries)
    return {tuple(name.split()): sign for sign, _, name in pairs}


NEMO_CURRENCIES: Mapping[tuple[str, ...], str] = MappingProxyType(_currencies(_CURRENCIES))
"""Signs by the singular's words."""

PLAIN_CURRENCIES: Mapping[tuple[str, ...], str] = MappingProxyType(_currencies(_PLAIN_CURRENCIES))
"""The currencies that a general reader knows by sign."""

MONEY_CONTEXT = word_set("""
    pay paid cost costs price spent spend worth earn earned owe owes charge charged bill
    budget salary fee tax raised raise invest invested bought buy sold sell ticket tickets
    bank rent debt loan cheque fine profit funding grant pence cash savings save saved note notes
    offered offer offers bid prize donated donation wage wages reward compensation grand
    prices priced bet bets wager deposit fees bills donate allowance rents
    """)
"""Near these, pounds are money."""

MINOR_UNITS: Mapping[str, str] = MappingProxyType(
    {"cent": "cents", "cents": "cents", "pence": "pence", "penny": "pence", "paise": "paise"}
)

BEFORE_A_PRICE = frozenset(
    phrase.replace("_", " ")
    for phrase in word_set("""
    costs cost costing paid pay charge charges charged came_to comes_to come_to sold_for sells_for
    selling_for sell_for bought_for goes_for for_only just_only price_is price_was price_of
    quoted_me quote_me quoted_us charged_me charge_me cost_me costs_me charged_us cost_us paid_them
    owe_me bill_was bill_is total_is total_was total_comes priced_at
    """)
)
"""After these "nineteen ninety nine" is a price."""

BEFORE_AN_OBVIOUS_PRICE = frozenset(("for only", "only"))
"""After these "four ninety nine" is one, by its ending."""

AFTER_A_PRICE = word_set("""
    for and or but plus including with at on in to from each apiece a an per when if so because i
    we he she they it is was which that not now today
    """)
"""Before these a price may end."""

PER_THING = word_set("""
    gallon pound month year week day night hour person head piece bottle box bag can cup pack
    liter litre kilo kilogram ounce dozen share barrel ticket slice pint unit seat yard minute
    """)
"""What a price is for: "two fifty a pound"."""

SALES = word_set("charged charge charges bought paid sold sells selling priced")
"""A few words after these "for nineteen ninety nine" is a price."""

CHEAP_THINGS = word_set("""
    coffee coffees tea latte beer beers pint sandwich sandwiches bagel muffin soda bread milk coke
    juice water donut doughnut slice taco tacos burger snack cookie cookies croissant fare candy
    chips fries lemonade toast pastry smoothie cappuccino espresso eggs lunch drink drinks
    """)
"""Near these "cost three fifty" is 3.50."""

DEAR_THINGS = word_set("""
    rent mortgage car cars laptop phone repair repairs flight flights hotel room couch sofa fridge
    computer tv television apartment console bike bicycle tires tyres suit fine plumber dentist
    camera monitor tuition insurance guitar watch hotels
    """)
"""Near these "cost three fifty" is 350."""

SHARES = word_set("share shares stock stocks")
"""A few words after these "to forty seven fifty" is a price."""
