"""The two-letter codes of languages that recognisers name in words or with three letters.

Sources: openai-whisper's ``tokenizer.LANGUAGES`` and its aliases; ISO 639-1 and 639-3.
"""

from __future__ import annotations

_NAMES = {
    name: line.split()[0]
    for line in """
en english eng
zh chinese mandarin cantonese zho cmn chi
de german deu ger
es spanish castilian spa
ru russian rus
ko korean kor
fr french fra fre
ja japanese jpn
pt portuguese por
tr turkish tur
pl polish pol
ca catalan valencian cat
nl dutch flemish nld dut
ar arabic ara
sv swedish swe
it italian ita
id indonesian ind
hi hindi hin
fi finnish fin
vi vietnamese vie
he hebrew heb
uk ukrainian ukr
el greek ell gre
ms malay msa may
cs czech ces cze
ro romanian moldavian moldovan ron rum
da danish dan
hu hungarian hun
ta tamil tam
no norwegian nor
th thai tha
ur urdu urd
hr croatian hrv
bg bulgarian bul
lt lithuanian lit
la latin lat
mi maori mri mao
ml malayalam mal
cy welsh cym wel
sk slovak slk slo
te telugu tel
fa persian fas per
lv latvian lav
bn bengali ben
sr serbian srp
az azerbaijani aze
sl slovenian slv
kn kannada kan
et estonian est
mk macedonian mkd mac
br breton bre
eu basque eus baq
is icelandic isl ice
hy armenian hye arm
ne nepali nep
mn mongolian mon
bs bosnian bos
kk kazakh kaz
sq albanian sqi alb
sw swahili swa
gl galician glg
mr marathi mar
pa punjabi panjabi pan
si sinhala sinhalese sin
km khmer khm
sn shona sna
yo yoruba yor
so somali som
af afrikaans afr
oc occitan oci
ka georgian kat geo
be belarusian bel
tg tajik tgk
sd sindhi snd
gu gujarati guj
am amharic amh
yi yiddish yid
lo lao
uz uzbek uzb
fo faroese fao
ht haitian hat
ps pashto pushto pus
tk turkmen tuk
nn nynorsk nno
mt maltese mlt
sa sanskrit san
lb luxembourgish letzeburgesch ltz
my myanmar burmese mya bur
bo tibetan bod tib
tl tagalog tgl
mg malagasy mlg
as assamese asm
tt tatar tat
ln lingala lin
ha hausa hau
ba bashkir bak
jw javanese jav
su sundanese sun
""".strip().splitlines()
    for name in line.split()[1:]
}


def language_code(name: str | None) -> str | None:
    """Return ``en`` for ``English`` or ``eng``; anything else as it is."""
    return None if name is None else _NAMES.get(name.lower(), name)
