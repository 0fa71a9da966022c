"""How the printers of a language mark speech, and how its tellers tag it.

English is not here: it has rules of its own, in far greater detail. What is here was set down from
the languages' style guides: which marks stand around speech, whether a dash may open it, and the
verbs that mark the narrator's words in the middle of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from fic_audio.language import base, is_english

NO_DASHES = frozenset("de nl af fy nds lb zh yue nan ja ko".split())
"""Languages in which a dash at a paragraph's begin opens no speech."""
SINGLE_MARKS = frozenset("nl af cy gd".split())
"""Languages whose stories may put speech into single marks, as British ones do."""
SPACELESS = frozenset("zh yue nan ja".split())
"""Languages that put no spaces between words."""


class DialogueConventions(NamedTuple):
    """What a language other than English does around speech."""

    dashes: bool
    """A dash may open a paragraph of speech."""
    single: bool
    spaceless: bool
    says: re.Pattern[str]
    """A verb of speech in the third person, at the begin of the narrator's words."""
    told: re.Pattern[str]
    """The begin of a sentence that the narrator tells, where speech might go on: "Il se leva"."""
    resumes: re.Pattern[str]
    """The begin of speech that goes on after a tag and a comma: ", dit-il, mais je viens"."""


_NEVER = r"(?!)"

_FRENCH = "|".join(
    """demand murmur cri exclam souffl chuchot ajout répliqu rétorqu déclar soupir grogn hurl
    balbuti expliqu continu insist protest marmonn rican ordonn affirm suggèr suggér propos
    remarqu observ coup achev achèv avou bafouill bégay bégai grommel grond hésit interrog
    questionn raill rappel suppli susurr tonn ripost approuv confirm constat corrig comment
    confi concéd concèd appel salu taquin plaisant écri raisonn hoquet sangl chant lanc lanç
    annonc annonç menac menaç acquiesc acquiesç commenc commenç lâch jur assur suffoqu
    sifflot siffl""".split()
)
# A verb may have an object before it ("lui dit-il"), then stands before its subject.
_SAYS: Mapping[str, str] = {
    "fr": r"""
        (?:(?:me|te|se|lui|leur|nous|vous|le|la)\s+|[lmst]['’])*(?:di(?:t|s|re|rent|sait|saient)|
        répond(?:it|s|ent|irent|ait)?|fi(?:t|s|rent)|fait|repri(?:t|s|rent)|reprend|poursuiv(?:it|
        ait)|poursuit|admi?e?t|inter(?:vint|vient)|interrompi?t|conclut|promit|gémi(?:t|ssait)|
        souri(?:t|ait)|ri(?:t|ait)|renchéri(?:t|ssait)|rugit|glapit|s['’]enquit|s['’]écri(?:a|e|
        èrent)|(?:FRENCH)(?:a|e|es|ai|ais|ait|ent|aient|èrent|eai|ea|eait))\b""",
    "es": r"""(?:(?:me|te|se|le|les|nos|lo|la)\s+)*(?:dij[oe]|dijeron|dice|decía|pregunt[óoaé]|
        respond(?:ió|e|í)|contest[óoaé]|murmur[óoaé]|susurr[óoaé]|grit[óoaé]|exclam[óoaé]|añad(?:ió|e)|
        repuso|replic[óoa]|coment[óoa]|explic[óoa]|suspir[óoa]|continu[óoa]|insisti[óo]|admiti[óo]|
        orden[óoa]|pidió|pide|rió|sonri[óoe]|habl[óoa]|inquirió|interrumpi[óo]|aclaró|asegur[óoa]|
        afirm[óoa]|musitó|gruñó|
        concord[óo]|suplic[óo]|gimi[óo]|neg[óo]|exigi[óo]|señal[óo]|llam[óo]|regañ[óo]|protest[óo]|
        advirti[óo]|bram[óo]|chill[óo]|balbuce[óo]|espet[óo]|orden[óo])\b""",
    "pt": r"""
        (?:disse|diz|dizia|disseram|fal(?:ou|a)|pergunt(?:ou|a)|respond(?:eu|e)|murmur(?:ou|a)|
        sussurr(?:ou|a)|grit(?:ou|a)|exclam(?:ou|a)|acrescentou|replicou|retrucou|coment(?:ou|a)|
        explic(?:ou|a)|suspir(?:ou|a)|continu(?:ou|a)|insistiu|admitiu|orden(?:ou|a)|pediu|pede|
        riu|sorriu|indagou|questionou|interrompeu|concordou|cham(?:ou|a)|resmungou|fez|perguntei|
        respondi|falei)\b""",
    "it": r"""(?:(?:mi|ti|si|gli|le|ci|vi|lo|la)\s+)*(?:disse(?:ro)?|dice|diceva|chie(?:se|de)|
        domand[òa]|rispo(?:se|nde)|mormor[òa]|sussurr[òa]|grid[òa]|url[òa]|esclam[òa]|aggiun(?:se|
        ge)|replic[òa]|comment[òa]|spieg[òa]|sospir[òa]|continu[òa]|insist(?:ette|é|e)|ammise|
        ordin[òa]|rise|sorrise|fece|borbott[òa]|ribatt(?:é|ette)|afferm[òa]|intervenne|interruppe|
        riprese|conclu(?:se|de))\b""",
    "pl": r"""(?:(?:się|cicho|głośno|w\s+końcu)\s+)*(?:\w{2,}(?:ał|ała|ali|ały|ił|iła|ili|iły|ył|
        yła|yli|nął|nęła|nęli|kł|kła|kli|zekł|arł|arła|ział|iał|iała)|mówi|pyta|odpowiada|szepcze|
        krzyczy|dodaje|stwierdza|mruczy|wzdycha)\b""",
    "ru": r"""
        (?:\w{2,}(?:ал|ала|али|ил|ила|или|ул|ула|ули|ел|ела|ели|ял|яла|яли|ался|алась|ились|илась|
        ился)|говорит|спрашивает|отвечает|шепчет|кричит|произн[её]с|произнесла)\b""",
    "uk": r"\w{2,}(?:ав|ала|али|ив|ила|или|ув|ула|ули|ався|алась|алася)\b",
    "be": r"\w{2,}(?:аў|ала|алі|іў|іла|ілі|нуў|нула)\b",
    "bg": r"(?:каза|попита|отговори|прошепна|извика|промърмори|рече|добави|отвърна)\w*\b",
    "cs": r"\w{2,}(?:al|ala|ali|il|ila|ili|el|ela|eli|kl|kla|kli|nul|nula|pl|pla)\b",
    "sk": r"\w{2,}(?:al|ala|ali|il|ila|ili|el|ela|eli|kol|kla|kli|ol)\b",
    "hr": r"""
        (?:rek(?:ao|la|li)|kaž(?:e|u)|upita(?:o|la)?|odgovori(?:o|la)?|šap(?:nu|nuo|nula)|viknu\w*|
        doda\w*)\b""",
    "hu": r"""(?:mond(?:ta|ja|ták)?|kérdez(?:te|i)|felel(?:te|t)|válaszol(?:t|ta)?|súg(?:ta|ja)|
        suttog(?:ta|ja)|kiált(?:ott|otta)?|szól(?:t|alt)?|mormog(?:ta|ja)|sóhajt(?:ott|otta)|tette|
        folytatta)\b""",
    "ro": r"""
        (?:(?:îi|îl|o|se|mă|le)\s+)*(?:spuse|spune|zise|zice|întreb[ăa]|răspun(?:se|de)|șopt(?:i|
        ește)|strig[ăa]|murmur[ăa]|exclam[ăa]|adăug[ăa]|replic[ăa]|oft[ăa]|continu[ăa]|făcu)\b""",
    "sv": r"""
        (?:sa|sade|säger|frågade|frågar|svarade|svarar|viskade|viskar|ropade|ropar|mumlade|mumlar|
        skrek|suckade|fortsatte|tillade|utbrast|undrade|log|skrattade|muttrade|fräste|började|
        förklarade|avbröt|hördes)\b""",
    "nb": r"""(?:sa|sier|spurte|spør|svarte|svarer|hvisket|hvisker|ropte|roper|mumlet|mumler|skrek|
        sukket|fortsatte|la\s+til|utbrøt|lurte|lo|smilte|freste|forklarte|avbrøt)\b""",
    "da": r"""
        (?:sagde|siger|spurgte|spørger|svarede|svarer|hviskede|hvisker|råbte|råber|mumlede|mumler|
        skreg|sukkede|fortsatte|tilføjede|udbrød|lo|smilede|forklarede|afbrød)\b""",
    "fi": r"""
        (?:(?:hän|minä|he)\s+)?(?:sanoi|sanoo|kysyi|kysyy|vastasi|vastaa|kuiskasi|kuiskaa|huusi|
        huutaa|mutisi|mumisi|huokaisi|jatkoi|lisäsi|huudahti|naurahti|totesi|tokaisi|murahti)\b""",
    "de": r"""(?:sag(?:te|t|ten)|frag(?:te|t|ten)|antwortet?e?|flüstert?e?|rief|ruft|schrie|schreit|
        murmelt?e?|meint?e?|erwidert?e?|entgegnet?e?|seufzt?e?|brummt?e?|knurrt?e?|zischt?e?|
        erklärt?e?|begann|fügte|unterbrach|fuhr|lachte|lächelte|grinste|wollte|bat|hauchte|
        stammelte|keuchte|brüllte|nickte|stellte|bemerkte|wiederholte|gab|befahl|versprach)\b""",
    "nl": r"""(?:zei(?:den)?|zegt|vroeg|vraagt|antwoordde|antwoordt|fluisterde|fluistert|riep|roept|
        mompelde|schreeuwde|zuchtte|vervolgde|gromde|siste|voegde|begon|merkte|lachte)\b""",
    "tr": r"(?:dedi(?:ler|m)?|diye|diyor|sordu|fısıldadı|bağırdı|mırıldandı|yanıtladı|ekledi)\b",
    "el": r"(?:είπε|είπαν|λέει|ρώτησε|απάντησε|ψιθύρισε|φώναξε|μουρμούρισε|πρόσθεσε)\b",
}
_SAYS = MappingProxyType(
    dict(_SAYS)
    | {"fr": _SAYS["fr"].replace("FRENCH", _FRENCH)}
    | {"ca": _SAYS["es"] + r"|(?:va\s+)?(?:dir|preguntar|respondre|digué|cridà|xiuxiuejà)\b"}
    | {"gl": _SAYS["pt"] + "|" + _SAYS["es"], "nn": _SAYS["nb"], "sr": _SAYS["hr"]}
    | {"bs": _SAYS["hr"], "sl": _SAYS["cs"], "nds": _SAYS["de"], "lb": _SAYS["de"]}
)
_TOLD: Mapping[str, str] = {
    "fr": r"""
        (?:Il|Elle|Ils|Elles|On)\s+(?:(?:ne|se|lui|leur|la|le|les|en|y)\s+|[nsl]['’])*\w*(?:[aâ]|
        it|ut|int|èrent|irent|urent|inrent|aient|(?<!f)ait)\b(?!-)""",
    "es": r"(?:(?:Le|Lo|La|Se|Les)\s+)?\w{2,}(?:ó|aba|aron|ieron)\b",
    "pt": r"(?:(?:Lhe|Se)\s+)?\w{2,}(?:ou|eu|iu|ava|aram|eram)\b",
    "sv": r"(?:Hon|Han|De)\s+(?:\w+(?:de|te)|log|gick|såg|stod|satt|tog|drog|kom)\b",
    "nb": r"(?:Hun|Han|De)\s+(?:\w+(?:et|te|de)|lo|gikk|så|sto|satt|tok|dro|kom)\b",
    "da": r"(?:Hun|Han|De)\s+(?:\w+(?:de|te)|lo|gik|så|stod|sad|tog|drog|kom)\b",
    "fi": r"(?:Hän|He)\s+\w+(?:i|ivat)\b",
    "ro": r"(?:El|Ea|Ei|Ele)\s+(?:se\s+|își\s+|îl\s+|o\s+)?\w+(?:ă|i|u|se)\b",
}
_RESUMES: Mapping[str, str] = {
    "fr": r"""(?:mais|car|parce|je|tu|vous|nous|on|ce|ça|que|si|ne|pas|c['’]|j['’]|qu['’]|n['’]|
        t['’])(?!\w)""",
    "sv": r"(?:men|jag|du|vi|att|om|det)\b",
    "nb": r"(?:men|jeg|du|vi|at|om|det)\b",
    "da": r"(?:men|jeg|du|vi|at|om|det)\b",
    "fi": r"(?:mutta|minä|sinä|että|jos)\b",
    "ro": r"(?:dar|eu|tu|noi|că|dacă|nu)\b",
}


@cache
def conventions_of(tag: str) -> DialogueConventions | None:
    """The ways of a language, given by its IETF tag; None for English and where it is unknown."""
    if is_english(tag):
        return None
    name = base(tag)
    return DialogueConventions(
        dashes=name not in NO_DASHES,
        single=name in SINGLE_MARKS,
        spaceless=name in SPACELESS,
        says=re.compile(_SAYS.get(name, _NEVER), re.VERBOSE | re.IGNORECASE),
        told=re.compile(_TOLD.get(name, _NEVER), re.VERBOSE),
        resumes=re.compile(_RESUMES.get(name, _NEVER), re.VERBOSE),
    )
