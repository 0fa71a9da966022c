"""Word lists: verbs of speech and thought, titles, honorifics, nouns for people."""

from __future__ import annotations

from collections.abc import Iterable

from fic_audio.model import Gender


def verb_forms(bases: str, irregular: str = "") -> frozenset[str]:
    """Third person, past and participle of regular verbs, and the irregular forms as they stand."""
    forms = set(irregular.split())
    for base in bases.split():
        stem = base[:-1] if base.endswith("e") else base
        past = stem + "ed"
        if base.endswith("y") and base[-2] not in "aeou":
            stem, past = base, base[:-1] + "ied"
            forms.add(base[:-1] + "ies")
        forms |= {base, base + "s", past, stem + "ing"}
        if base.endswith(("sh", "ch", "s", "x", "z", "o")):
            forms.add(base + "es")
        # "quip" doubles its last letter, "call" does not: both spellings stand, none is a word of
        # another kind.
        if len(base) < 8 and base[-1] in "bdgmnptlr" and base[-2] in "aeiou":
            forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return frozenset(forms)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


SPEECH_VERBS = verb_forms(
    """accuse acknowledge add address admit admonish advise affirm agree announce answer
    apologise apologize argue ask assent assert assure babble bark bawl beam beg bellow
    bemoan berate bite blurt boast boom brag breathe bubble cackle call caution challenge
    chant cheer chide chime chirp choke chorus chuckle claim clarify coax command comment
    complain concede conclude concur confess confide confirm continue contradict coo
    correct counter croak croon cry curse declare defend demand deny direct dismiss drawl
    echo ejaculate emphasise emphasize encourage enquire enthuse exclaim exhale exhort
    explain expostulate falter finish flirt fret fume gasp gloat greet grin gripe groan
    grouse growl grumble grunt guess gulp gurgle gush halloo hazard heckle hint hiss
    holler howl huff hum implore inform inquire insist instruct interject interpose
    interrogate interrupt intone invite jeer jest joke lament laugh lecture lie lisp
    maintain mention moan mock mouth mumble murmur muse mutter nag note nudge object
    observe offer opine order pant persist pester plead point pout praise preach proclaim
    prod prompt pronounce propose protest purr quaver query question quip quote rage rasp
    reason reassure recall recite reckon recommend recount rejoin relate relent remark
    remind remonstrate repeat reply report reprimand reproach request respond resume
    retort return reveal roar rumble scoff scold scream screech shoot shout shriek shrug
    shush sigh slur smirk snap snarl sneer sniff sniffle snigger snort sob splutter
    sputter squawk squeak squeal stammer state stress struggle stumble stutter suggest
    supply surmise swear sympathise sympathize taunt tease thank threaten thunder
    translate trill try tut urge utter venture verify voice volunteer vow wail warble warn
    wheedle wheeze whimper whine whisper whoop whistle wonder worry yell yelp""",
    """say says said saying speak speaks spoke speaking tell tells told telling sing sings
    sang singing sung swore begin begins began beginning broke put puts went go goes bid
    bade shot lied spat spits spit bit cut cuts quoth pled wept weep weeps read reads
    signed signs signing came comes got gets getting manage manages managed""",
)
"""Verbs that tag a quotation. Wide on purpose: they count only beside one."""

BEAT_VERBS = verb_forms(
    """bristle cough frown giggle glare hesitate hoot nod pipe pray press proceed pursue
    reflect scowl smile start wince yawn""",
    "think thinks thought breaks begun reading spoken",
)
"""What also shows a quotation to be spoken, but does not say by whom as a tag does: `"Tea," she
smiled` is a beat like any other action, and "spoken" has its subject elsewhere."""

QUOTATION_VERBS = (SPEECH_VERBS | BEAT_VERBS) - frozenset("put puts got gets getting".split())
"""Verbs that tell speech from a title or a quoted word: 'George, as she put it, was "forgiven"'."""

_PLAIN = """add announce answer ask call comment cry declare demand exclaim explain gasp inquire
    insist interrupt mumble murmur mutter observe remark repeat reply respond retort scream shout
    snap stammer suggest whisper yell"""

PERSONAL_SPEECH_VERBS = verb_forms(
    _PLAIN + " confess continue enquire laugh return sigh sob warn",
    "say says said tell tells told speaks spoke began begins",
)
"""Verbs that mark their subject as a person wherever they stand: beasts hiss and roar."""

PLAIN_SPEECH_VERBS = verb_forms(
    _PLAIN + " chant enquire growl hiss plead roar",
    "say says said saying tell tells told spoke began sing sings sang singing",
)
"""Verbs of speech and nothing else: one laughs and returns without a word."""

THOUGHT_VERBS = verb_forms(
    "muse ponder wonder reflect realise realize decide recall remember reason",
    "think thinks thought thinking knew knows",
)

TAGGING_VERBS = SPEECH_VERBS | THOUGHT_VERBS
"""Verbs that tell who speaks or thinks what is beside them."""

THOUGHT_WORDS = THOUGHT_VERBS | frozenset(
    """assume assumed assumes chide chided chides groused imagined instruct instructed inwardly know
    marvel marveled marvelled marvels mentally mutter pray prayed prays scold scolded scolds
    silently suppose supposed supposes""".split()
)
"""Words that tag a thought beside marks of its own, where also a scolding is a silent one."""

TITLES: dict[str, Gender] = {
    **dict.fromkeys(
        """Mr Mister Sir Lord Master Father Brother King Prince Duke Count Baron Monsieur M Herr
        Signor Señor Don Uncle Earl Emperor Squire Viscount Marquis Marquess Comte Vicomte Padre
        Pa Grandpa""".split(),
        Gender.MALE,
    ),
    **dict.fromkeys(
        """Mrs Ms Miss Lady Madam Madame Mme Mlle Mademoiselle Mistress Sister Mother Queen Princess
        Duchess Countess Baroness Frau Fräulein Signora Signorina Señora Señorita Aunt Auntie Dame
        Empress Ma Grandma Marquise Marchioness Comtesse Headmistress""".split(),
        Gender.FEMALE,
    ),
    **dict.fromkeys(
        """Dr Doctor Prof Professor Captain Capt Colonel Col General Gen Major Maj Lieutenant Lt
        Sergeant Sgt Commander Cmdr Admiral Agent Detective Inspector Officer Constable Sheriff
        Judge President Senator Governor Minister Ambassador Chief Cardinal Bishop Reverend Rev
        Cousin Saint St Elder Knight Headmaster Auror Healer Chancellor Corporal Private Commodore
        Director Coach Nurse Mayor Secretary Hokage Kazekage Sensei Lieutenant-Colonel Deputy Ensign
        Cadet Superintendent Councillor Councilor Archbishop Pastor Rabbi""".split(),
        Gender.UNKNOWN,
    ),
}
"""Words that stand before a name, with the gender they tell."""

CIVIL = frozenset(
    """Mr Mister Mrs Ms Miss Monsieur M Madame Mme Mademoiselle Mlle Herr Frau Fräulein Signor
    Signora Signorina Señor Señora Señorita Madam""".split()
)
"""Titles that anybody has, and that tell no rank."""

HONORIFICS = frozenset(
    """san chan kun sama sensei senpai sempai dono nee nii neesan niisan neechan niichan
    hime taichou tan shishou jiji baachan obaachan ojiisan oniisan oneesan bou""".split()
)
"""Suffixes joined to a name by a hyphen."""

HONORIFIC_GENDER = {
    "kun": Gender.MALE, "nii": Gender.MALE, "niisan": Gender.MALE, "niichan": Gender.MALE,
    "oniisan": Gender.MALE, "jiji": Gender.MALE, "ojiisan": Gender.MALE,
    "chan": Gender.FEMALE, "nee": Gender.FEMALE, "neesan": Gender.FEMALE,
    "neechan": Gender.FEMALE, "oneesan": Gender.FEMALE, "hime": Gender.FEMALE,
    "baachan": Gender.FEMALE, "obaachan": Gender.FEMALE,
}  # fmt: skip
"""What an honorific hints: weak evidence, since "-chan" is a child's of either gender."""

MALE_NOUNS = frozenset(
    """man boy gentleman lord king prince father dad daddy papa brother uncle son husband
    wizard guy lad fellow chap monk priest butler footman coachman policeman
    fisherman salesman workman clergyman old-man grandfather nephew groom bachelor
    emperor duke baron count waiter actor host heir dude bloke widower godfather
    stepfather sorcerer warlock bartender postman fireman businessman horseman
    swordsman schoolboy monsieur señor signor boyfriend page squire sire vicar rector captain
    colonel sheriff blacksmith lads father-in-law brother-in-law""".split()
)
FEMALE_NOUNS = frozenset(
    """woman girl lady queen princess mother mum mom mummy mommy mama mamma sister aunt
    daughter wife witch lass maid housekeeper nun waitress actress hostess heiress
    duchess countess empress grandmother niece bride widow godmother stepmother
    sorceress governess landlady matron nanny schoolgirl girlfriend barmaid kunoichi
    priestess seamstress washerwoman chambermaid spinster blonde brunette mistress señora señorita
    mother-in-law sister-in-law baroness damsel nurse madam madame mademoiselle signora""".split()
)
PERSON_NOUNS = frozenset(
    """stranger doctor driver teacher professor student child kid baby toddler teen
    teenager youth adult elder guard soldier officer agent detective inspector medic
    healer ninja shinobi jounin chuunin genin hokage kazekage sensei master leader
    boss servant merchant clerk secretary cook innkeeper shopkeeper barkeep
    conductor librarian lawyer judge visitor guest neighbour neighbor friend
    companion cousin twin partner lover spouse parent voice figure newcomer intruder
    attacker prisoner patient customer narrator speaker author artist poet singer
    musician hunter warrior pilot sailor commander lieutenant sergeant general major
    admiral president minister ambassador headmaster headmistress captive hero
    villain vampire werewolf demon angel alien android robot elf dwarf dragon ghost
    spirit creature redhead brunet raven human mage knight thief assassin spy hacker
    engineer scientist archivist keeper ferryman lamplighter porter caller operator
    receptionist nobleman peasant farmer gardener beggar veteran rookie recruit
    clone other coach mayor chief manager owner dealer trader bishop surgeon
    psychiatrist therapist medium reporter journalist cop deputy bully tutor
    apprentice messenger herald attendant page grandson granddaughter grandchild fiancé fiancée
    assistant bodyguard babysitter employee colleague classmate teammate roommate bystander
    passer-by passerby onlooker spectator shopper traveller traveler villager sergeant trooper
    soldier bandit pirate gangster thug mercenary archer rider scout cleric""".split()
)

SERVICE_NOUNS = frozenset(
    """maid butler waiter waitress porter policeman conductor driver cook servant clerk barman
    barmaid bartender coachman footman policewoman constable guard soldier sentry officer nurse
    cabman boatman ferryman postman fireman innkeeper shopkeeper barkeep landlord landlady keeper
    gardener gamekeeper chambermaid housemaid parlourmaid parlormaid croupier cashier receptionist
    operator messenger herald page secretary medic healer surgeon librarian merchant salesman
    shopgirl beggar peasant farmer fisherman sailor steward stewardess concierge bailiff usher
    doorman watchman gatekeeper gaoler jailer caretaker janitor doorkeeper""".split()
)
"""Nouns by which people are known who need no name: one sentence of theirs makes a character."""

PEOPLE_NOUNS = MALE_NOUNS | FEMALE_NOUNS | PERSON_NOUNS
GENERIC_NOUNS = frozenset(
    """man woman boy girl lady gentleman person people voice figure other one friend child
    lad lass guy fellow kid old-man creature companion speaker mother father mum mom
    dad sister brother son daughter wife husband uncle aunt cousin parent lover
    partner""".split()
)
"""Nouns that stand for anybody of a kind: read like a pronoun, never as one person's name."""

BEASTS_AND_THINGS = frozenset(
    """dog cat horse pony donkey goat sheep cow pig bird parrot owl crow rook mouse rat rabbit hare
    fox wolf bear lion tiger snake frog toad fish monkey ape bee spider turtle tortoise radio
    loudspeaker intercom television tv computer machine phone telephone recording clock
    mirror door portrait painting statue hat sword tree wind sea house ship screen system""".split()
)
"""Nouns that hardly ever stand for a person of another name."""

KIN = frozenset(
    """father mother dad mum mom daddy mummy mommy brother sister son daughter husband wife
    uncle aunt grandfather grandmother grandpa grandma nephew niece stepfather
    stepmother godfather godmother""".split()
)
"""Nouns that name one person when "my" stands before them."""

PLACE_ENDS = frozenset(
    """Street Square Road Park Avenue Lane House Court City Island Islands Bridge Station Hotel Club
    Corps Church Cathedral School College University Hospital Inn Castle Bay Beach River Lake
    Mountain Mountains Tower Gate Garden Gardens Alley Manor Academy Forest Village Town County
    Bank Office Department Ministry Company Army Village Room""".split()
)
"""Words that end the name of a place or an institution."""

OFFICES = frozenset(
    """doctor professor captain colonel general major lieutenant sergeant commander admiral
    detective inspector officer constable sheriff judge president senator governor minister
    ambassador chief cardinal bishop reverend knight headmaster headmistress healer chancellor
    corporal commodore director coach nurse mayor secretary hokage kazekage lord king prince duke
    count baron emperor squire viscount marquis queen princess duchess countess baroness empress
    marchioness marquise earl""".split()
)
"""Titles that stand for a person alone, behind "the": "the General"."""

CROWD_WORDS = frozenset(
    """they everyone everybody all both crowd chorus voices group class audience others
    children men women boys girls people students twins""".split()
)

PREPOSITIONS = frozenset(
    """to at with of for from by into onto upon behind beside before after over under
    toward towards against about around near past between beneath below above than
    like through on in off without within across besides concerning regarding""".split()
)

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
I_WORDS = frozenset("i me my mine myself".split())
YOU_WORDS = frozenset("you your yours yourself".split())
SUBJECT_PRONOUNS: dict[str, Gender] = {"he": Gender.MALE, "she": Gender.FEMALE}

PLACES = frozenset("London Paris England France Germany Italy Japan China America Europe".split())
NOT_NAMES = PLACES | frozenset(
    """I I'm I'll I've I'd A An The This That These Those There Here He She It They We You
    His Her Its Their Our Your My What Who Whom Whose Which When Where Why How If
    But And Or Nor So Yet For Because Although Though While As At By In On Of Off To
    From With Without Within Into Onto Upon Over Under After Before Since Until Till
    Then Than Thus Now Never Ever Always Once Twice Again Also Too Very Just Only
    Even Still Perhaps Maybe Yes No Not Nay Aye Oh Ah Uh Um Er Hmm Hm Huh Hey Hi
    Hello Hullo Hush Well Okay OK Ok Please Thanks Thank Sorry Goodbye Bye Good
    Great Nice Fine Right Sure Indeed Really God Lord Heaven Heavens Christ Jesus
    Gosh Damn Hell Shit Fuck Gods Merlin Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April May June July August September
    October November December Christmas Easter Halloween English French German
    Spanish Italian Japanese Chinese American British Irish Scottish Russian Greek
    Roman Latin
    Chapter Part Book Volume Prologue Epilogue Act Scene Note Notes Author
    Disclaimer Summary Title Rating One Two Three Four Five Six Seven Eight Nine Ten
    First Second Third Last Next Other Another Some Any All Both Each Every Either
    Neither None Nothing Something Everything Anything Nobody Somebody Everybody
    Anybody Someone Everyone Anyone Dear Let Come Go Look See Listen Wait Stop Get
    Give Take Make Do Did Does Don't Didn't Doesn't Can Can't Could Couldn't Would
    Wouldn't Should Shouldn't Will Won't Shall May Might Must Is Isn't Are Aren't
    Was Wasn't Were Weren't Be Been Being Have Haven't Has Hasn't Had Hadn't Am Say
    Said Tell Think Know Believe Suppose Want Mr Mrs Ms Miss Sir Madam Madame Dr
    Doctor That's It's He's She's There's What's Who's Where's How's Let's You're
    You've You'll You'd We're We've We'll We'd They're They've They'll They'd Later
    Soon Suddenly Finally Meanwhile However Instead Eventually Slowly Quickly Today
    Tomorrow Yesterday Tonight Morning Evening Night Unfortunately Fortunately
    Apparently Surely Certainly Of-course Whatever Whenever Wherever Whoever Between
    Behind Beside Below Above Across Around Against Among Along Away Back Down Up
    Out Through Throughout Toward Towards Few Many Most Much More Less Such Same
    Like Unlike Except Despite During Unless Whether Almost Already Anyway
    Congratulations Welcome Nonsense Agreed Exactly Absolutely Whoa Wow Ugh Argh Gah
    Aha Alas Bah Alright Quite Rather Hence Yeah Yep Yup Yea Nope Nah Naw Ow Ouch Mm
    Mmm Hmmm Ahh Aww Ohh Ooh Oi Ha Haha Heh Pfft Psst Shh Tch Ugh Um Umm Uhh Wha
    Gotcha Thanks Bless Cheers Amen Bravo Ahem Hurry Stupid Idiot Useless Someone's
    Everyone's Internet Earth God's Mother Father Sir Ma'am Miss New Old Young Little
    Poor Dearest Big""".split()
)
"""Words that begin a sentence, a date or a place with a capital: no character by themselves."""
