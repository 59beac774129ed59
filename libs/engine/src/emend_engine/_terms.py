"""The built-in terms, each as it is written; only its capitals count, so letters never change.

Words that English also uses without a capital (may, march, august, maya, god, self) stand here
only inside a phrase that leaves no doubt. Compiled by hand for this project.
"""

from __future__ import annotations

_CALENDAR = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
January February April June July September October November December
Christmas Easter Diwali Navaratri Shivaratri Vesak Ramadan
"""

_AMBIGUOUS_MONTHS = ("May", "March", "August")
_BEFORE_A_MONTH = ("in", "of", "since", "until", "last", "next", "early", "late", "mid")

_ENGLISH = """
I I'm I've I'd I'll
English British American Indian German French Spanish Italian Russian Chinese Japanese
Tibetan European Asian African Greek Latin Sanskrit Hindi Tamil Telugu Bengali Pali
England Britain America India Germany France Spain Italy Russia China Japan Tibet Nepal Bhutan
Europe Asia Africa Australia Canada London Paris Berlin Rome Delhi Mumbai Kolkata Chennai
Hindu Hindus Hinduism Buddhist Buddhists Buddhism Jain Jains Jainism Christian Christians
Christianity Islam Muslim Muslims Judaism Jewish Sikh Sikhs Sikhism Buddha Jesus Christ Bible
"""

_TEXTS = """
Gita Upanishad Upanishads Upanishadic Veda Vedas Vedic Purana Puranas Puranic
Mahabharata Ramayana Bhagavatam Dhammapada Brahmasutra Brahmasutras Yogavasishtha
Rigveda Samaveda Yajurveda Atharvaveda Isha Kena Katha Mundaka Mandukya Taittiriya Aitareya
Chandogya Brihadaranyaka Shvetashvatara Svetasvatara Kaushitaki Vivekachudamani Atmabodha
Tattvabodha Panchadashi Ashtavakra Avadhuta Karika
"""

_TEXT_PHRASES = (
    "Bhagavad Gita",
    "Srimad Bhagavatam",
    "Yoga Sutra",
    "Yoga Sutras",
    "Brahma Sutra",
    "Brahma Sutras",
    "Rig Veda",
    "Sama Veda",
    "Yajur Veda",
    "Atharva Veda",
    "Yoga Vasishtha",
    "Hatha Yoga Pradipika",
    "Viveka Chudamani",
    "Atma Bodha",
    "Tattva Bodha",
    "Uddhava Gita",
)

_SCHOOLS = """
Vedanta Vedantic Vedantin Vedantins Advaita Dvaita Vishishtadvaita Samkhya Sankhya Mimamsa
Nyaya Vaisheshika Shaiva Shaivism Vaishnava Vaishnavism Shakta Brahman Atman Paramatman Ishvara
Ishwara Parabrahman Om Aum
"""

_SCHOOL_PHRASES = (
    "Advaita Vedanta",
    "Kashmir Shaivism",
    "Karma Yoga",
    "Bhakti Yoga",
    "Jnana Yoga",
    "Raja Yoga",
    "Hatha Yoga",
    "Kriya Yoga",
    "Kundalini Yoga",
    "Sat Chit Ananda",
    "Hare Krishna",
    "Hare Rama",
)

_NAMES = """
Krishna Arjuna Rama Sita Lakshmana Hanuman Ravana Bharata Dasharatha Valmiki Vyasa Sanjaya
Dhritarashtra Duryodhana Yudhishthira Bhima Nakula Sahadeva Draupadi Bhishma Drona Karna Kunti
Pandu Pandavas Kauravas Kurukshetra Shiva Vishnu Narayana Ganesha Ganapati Durga Lakshmi
Saraswati Sarasvati Parvati Indra Varuna Yama Radha Govinda Gopala Vasudeva Vamadeva
Patanjali Shankara Shankaracharya Gaudapada Govindapada Padmapada Sureshvara Totaka Hastamalaka
Ramanuja Ramanujacharya Madhva Madhvacharya Vidyaranya Nachiketa Yajnavalkya Maitreyi Gargi
Uddalaka Shvetaketu Svetaketu Janaka Kapila Kanada Jaimini Badarayana Narada Shuka Vasishtha
Vishvamitra Ramakrishna Vivekananda Sivananda Shivananda Chinmayananda Dayananda Aurobindo
Yogananda Ramana Maharshi Nisargadatta Tagore Gandhi Himalaya Himalayas Himalayan Ganga Ganges
Yamuna Rishikesh Haridwar Varanasi Kashi Vrindavan Mathura Ayodhya Kailash Kailasa Arunachala
Tiruvannamalai Badrinath Kedarnath Dwarka Puri
"""

_NAME_PHRASES = (
    "Adi Shankara",
    "Adi Shankaracharya",
    "Lord Krishna",
    "Lord Rama",
    "Lord Shiva",
    "Sri Krishna",
    "Sri Rama",
    "Sri Ramakrishna",
    "Sri Aurobindo",
    "Shri Krishna",
    "Shri Rama",
    "Swami Vivekananda",
    "Swami Sivananda",
    "Swami Chinmayananda",
    "Swami Dayananda",
    "Ramana Maharshi",
    "Mahatma Gandhi",
    "Rabindranath Tagore",
    "Anandamayi Ma",
    "Sarada Devi",
    "New Delhi",
    "New York",
)

TERMS: tuple[str, ...] = (
    *_CALENDAR.split(),
    *(f"{before} {month}" for before in _BEFORE_A_MONTH for month in _AMBIGUOUS_MONTHS),
    *_ENGLISH.split(),
    *_TEXTS.split(),
    *_TEXT_PHRASES,
    *_SCHOOLS.split(),
    *_SCHOOL_PHRASES,
    *_NAMES.split(),
    *_NAME_PHRASES,
)
"""Every term; a phrase of several words has spaces between them."""
