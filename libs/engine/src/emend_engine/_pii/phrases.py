"""The phrases that announce a number, by what they announce, and the words in between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from emend_engine._stages._word_set import word_set

Subject: TypeAlias = Literal[
    "aadhaar",
    "account",
    "address",
    "birth",
    "card",
    "cvv",
    "email",
    "health",
    "iban",
    "ip",
    "itin",
    "licence",
    "national",
    "nhs",
    "nino",
    "other",
    "pan",
    "passport",
    "phone",
    "pin",
    "postcode",
    "routing",
    "sin",
    "sort",
    "ssn",
    "tax",
    "vehicle",
]
"""What a cue announces; ``other`` is a number that identifies a thing, not a person."""

LINKS = word_set(
    """
    is it's its it was are be the a an my your his her their our of on in to as for this that here
    here's and number numbers no nr num # : , - \N{EN DASH} \N{EM DASH} = . ( " ' ? which one would
    so um uh ok okay ending code id ids yes sure please says say reads goes start starts with
    account ist est è es é är lautet to er on jest die der das il el la mein meine mon ma mi il mio
    numero número numéro nummer numer nr. : no. also currently actually number's
    """
)
"""Words that may stand between a cue and a number whose form alone says nothing."""

PLACES = frozenset(("office", "home", "work", "direct", "main"))
"""Words that stand behind a telephone number in a list of several."""

_PHRASES: Mapping[Subject, str] = {
    "card": """
        card; cards; visa; mastercard; amex; american express; maestro; diners; discover; debit;
        credit; card number; cc
        """,
    "phone": """
        phone; telephone; tel; call; calls; mobile; cell; cellphone; fax; dial; ring; text;
        texting; sms; whatsapp; signal; hotline; helpline; landline; voicemail; reach; contact;
        pager; callback; my number; your number; his number; her number; our number; their number;
        my number's; number to call; contact number; work number; home number; telefon; mobil;
        telefono; teléfono; téléphone; handynummer; rufnummer; desk; switchboard; area code; toll
        free; phone's; caller; ph; mob; cellulare; celular; móvil; portable; handy; mobilnummer;
        telefonnummer; telefoon; telefoonnummer; mobiel; telefone; telemóvel; telefonu; puhelin;
        telefon er; llámame; chiamarmi; erreichen; joindre; телефон; điện thoại
        """,
    "email": """
        email; emails; e-mail; mail; mailbox; gmail; e mail; e - mail
        """,
    "ssn": """
        ssn; s s n; social security; social; social security number; soc
        """,
    "itin": """
        itin; taxpayer; taxpayer id; tax id; taxpayer identification; tin
        """,
    "national": """
        nif; nie; dni; nuss; codice fiscale; pesel; nric; nric/fin; fin; hetu; henkilötunnus; rrn;
        resident registration; resident registration number; bsn; burgerservicenummer; sofinummer;
        sécurité sociale; sozialversicherungsnummer; rentenversicherungsnummer; personnummer; cpr;
        cpr-nummer; fødselsnummer; ahv; ahv-nummer; avs; rijksregisternummer; numéro national;
        registre national; pps; ppsn; cpf; cnp; egn; emso; oib; rut; curp; cédula; cedula; hkid;
        cnic; nin; bvn; kimlik; isikukood; iqama; epic number; emirates id; ghana card; national
        id; national identity; national identity number; national identification; national
        identification number; identity card; identity number; identity code; identification card;
        personal id; personal identity code; personal code; personal number; id card; id card
        number; voter id number; identity card number; voter id card number; my id number; her id
        number; his id number; your id number; african id number; chinese id number; citizen id;
        citizen card; voter id; voter id card; voter card; personalausweis; ausweisnummer; 身份证;
        身份证号; 주민등록번호
        """,
    "tax": """
        steuer-id; steuer - id; steueridentifikationsnummer; steuernummer; idnr; tfn; tax file; tax
        file number; abn; acn; utr; taxpayer reference; vat; vat number; vat id; vat registration;
        vat reg; ust-id; ust-idnr; ust - id; umsatzsteuer-id; numéro fiscal; siren; siret; tva;
        partita iva; gst; gstin; gst number; tax number; tax reference; tax reference number; tax
        identification; tax identification number; cnpj; rfc; nip; cif; kvk; btw; btw-nummer; ein;
        employer identification; employer identification number
        """,
    "health": """
        medicare; medicare number; medicare card; medicare card number; medicare id; mbi; medicaid;
        medicaid id; health card; health card number; health id; health insurance; health insurance
        number; insurance id; insurance card; krankenversicherungsnummer; versichertennummer; ehic;
        ohip; mrn; medical record; medical record number; patient id; patient number
        """,
    "vehicle": """
        number plate; number plates; licence plate; license plate; license plates; plate; plate
        number; registration; registration plate; vehicle registration; vehicle registration
        number; vehicle number; car registration; registration number; reg number; kennzeichen;
        immatriculation; targa; matrícula
        """,
    "iban": """
        iban; i b a n
        """,
    "account": """
        account; acct; acct.; a/c; account number; bank account; checking; savings; konto; bank
        number
        """,
    "routing": """
        routing; aba; rtn; routing number; transit
        """,
    "sort": """
        sort code; sortcode
        """,
    "sin": """
        sin; social insurance; social insurance number
        """,
    "passport": """
        passport; passport number; passport's
        """,
    "licence": """
        driver's license; driver's licence; drivers license; drivers licence; driver license;
        driver licence; dea; dea number; dea registration; medical license; medical licence;
        nursing license; driving license; driving licence; driver's; dl; dln; license; licence;
        license number; licence number
        """,
    "aadhaar": """
        aadhaar; aadhar; adhaar; adhar; uidai; uid; aadhaar number; aadhar card; aadhaar card
        number; aadhar card number; aadhaar card
        """,
    "pan": """
        pan; pan number; pan card; pan card number; pan no; permanent account; permanent account
        number
        """,
    "nino": """
        nino; n i number; n i n o; national insurance; national insurance number; ni number;
        insurance number
        """,
    "nhs": """
        nhs; nhs number; n h s; n h s number
        """,
    "birth": """
        born; d o b; birth; birthday; birthdate; dob; d.o.b; d.o.b.; birth date; birthday's;
        birthdays; date of birth; geburtsdatum; geboren; geburtstag; naissance; né; née;
        nacimiento; nacido; nacida; nascita; nato; nata; nascimento; geboortedatum
        """,
    "cvv": """
        cvv; cvc; cid; cvv2; cvc2; csc; cvv code; security code; card code; card's code; code on
        the front; digits on the front; card verification; verification value; code on the back;
        digits on the back; number on the back; cvv on the back; cvc on the back; security code on
        the back; cvv on the card; code on the card
        """,
    "pin": """
        pin; pin code; pin number; passcode; otp; one time password; one-time password; one - time
        password; one time code; one-time code; one - time code; one-time passcode; security pin;
        login code; sign-in code; one time passcode; verification code; access code; pins
        """,
    "postcode": """
        zip; zipcode; zip code; postcode; post code; postal code; pincode; postal
        """,
    "address": """
        address; live; lives; living; reside; resides; located; residence; moved; ship; shipping;
        deliver; mailing; street address; home address; billing; return to; send it to; send them
        to; mail it to; goes to; deliver it to; delivered to; ship it to; house is at; flat is at;
        office is at; lives on; resident of; wohne; wohnt; anschrift; adresse; adres; adress; woon;
        vivo; moro; abito; habite; j'habite; dirección; endereço; indirizzo; osoitteessa; живу;
        адрес; apartment is at; địa chỉ; sống ở; sống tại; bor på; bor i; bor; mieszkam; mieszkam
        przy; проживаю
        """,
    "ip": """
        ip; ip address; ipv4; ipv6; server; host; subnet; gateway; ping; localhost; dns
        """,
    "other": """
        order; orders; tracking; isbn; invoice; reference; ref; ticket; confirmation; serial;
        model; part; sku; version; release; build; chapter; verse; verses; page; pages; flight;
        case; claim; imei; asin; ean; upc; barcode; item; product; section; article; line; lot;
        batch; room; gate; bus; train; platform; transaction; receipt; issue; bug; commit; episode;
        season; volume; edition; catalogue; catalog; year; years; revision; v; firmware; score;
        scored; population; serial number; part number; order number; tracking number; case number;
        shipment; parcel; package; consignment; waybill; container; docket; patent; ticker; figure;
        table; row; column; id; document; quote; po; purchase order; policy; member; membership;
        customer; employee; student; booking; reservation; pnr; doi; rfc; port; meter; coordinates;
        latitude; longitude; parking; hotel room; timestamp; unix; epoch; hash; checksum; md5; sha;
        error; error code; equation; psalm; hymn; sutra; shloka; verse number; folio; paragraph;
        extension; account manager; price; prices; cost; costs; budget; revenue; salary; raised;
        sold; votes; kilometers; miles; random; pi; digits of pi; sequence; counting; count;
        exercise; clause; appendix; annex; theorem; lemma; chassis; counted; lottery; odometer; zip
        file; zip files; zip archive; zip folder; calories; steps; score card; scorecard; postal
        order; vin; frequency; phone model
        """,
}

PHRASES: Mapping[Subject, tuple[str, ...]] = {
    subject: tuple(" ".join(phrase.split()) for phrase in phrases.split(";"))
    for subject, phrases in _PHRASES.items()
}
"""What announces each subject, in lower case; marks that stand alone are words of their own."""
