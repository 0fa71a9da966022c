"""Common words that are names as well: said as names only with a capital."""

from __future__ import annotations

from fic_audio.text.wordlists import (
    GENERIC_NOUNS,
    NOT_NAMES,
    PEOPLE_NOUNS,
    PLACE_ENDS,
    TAGGING_VERBS,
)

COMMON = (
    GENERIC_NOUNS
    | PEOPLE_NOUNS
    | PLACE_ENDS
    | TAGGING_VERBS
    | {word.lower() for word in NOT_NAMES}
    | frozenset(
        """alas arc aria ark ash aster autumn azure banner bat beast bell birch bolt book bow branch
        brook bull bush canary card case cash cat chad chance charm chase cheer chin cliff
        cloud coal comet cord crow crystal daisy dale dawn day dear death destiny diamond
        dine dove drift east echo edge elder ember faith fang fate fern finch fire flame
        flash flint forest fox frost gale garnet gaunt ghost gin glen glory gold grace
        gray green grey grove gun hale hall hare haven hawk hazel heath heather hero hill
        holly honor hood hope hunt hunter ice impala iron ivy jade jasper jay jet jewel
        joy just kite knight lake lance lane lark laurel leaf lean lie light lily lime
        link lion long love luck lush mace magic maple mark mars marsh mason mast mate
        maul meadow melody mercury mercy might mill miracle mist moon moss nana near
        nights north nova oak ocean olive onyx opal orchid pace page pain pale park peace
        pearl penny pepper petal pike pine pink pipe poppy port prime prince quill rain
        rally raven red reed rice ridge river robin rock rocket rod rook rose rouge rowan
        ruby rue rush sage sand scar scout sea shade shadow shark shell shore sin sky
        slate snow soul south spark sparrow spring sprout star starling steel stone storm
        straw stream summer sun swan swift tale tan teal ten thorn tide tiger toad toga
        tone topaz trace tree trip trunk urn vale venom vice victory violet vision wade
        ward wave welt west wheel white wild wind wing winter wolf wonder wood wren yard
        young zen""".split()
    )
)
