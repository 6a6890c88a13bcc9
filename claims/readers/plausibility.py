"""Does a text that was decoded as windows-1252 read like German or English?

Nearly any bytes can be decoded as windows-1252. Bytes of another encoding betray
themselves: by letters that German and English texts do not use, by signs in the middle
of words (`fŸr`, `f³r`, `fr„nkisch`), or by too many accents.
"""

import re

_GERMAN = set("äöüßÄÖÜ")
_IN_NAMES = set("éèêëáàâãåæçíìîïñóòôõøœúùûšžÉÈÁÅÆÇÍÑÓØŒÚŠŽ")
_OTHER_SIGNS = set("€‚„…‰‹‘’“”•–—™›¡¢£§©«¬®°±²³´µ¶·¹º»¼½¾¿×÷\u00a0\u00ad")
_SIGN_IN_A_WORD = re.compile(
    r"[^\W\d_][€‚„…‰‹“”•™›¡¢£§©«¬®°±²³´µ¶¹º»¼½¾¿×÷][a-zäöüß]"
    r"|[a-zäöüß][¡¢£§¬±µ¶¼½¾¿]"  # a footnote's ¹ or a trade mark may end a word, these may not
)
_UPPER_IN_A_WORD = re.compile(r"[a-zäöüß][ÄÖÜÉÈÁÅÆÇÍÑÓØŒÚŠŽ][a-zäöüß]")


def is_plausible_western(text: str) -> bool:
    """Return whether every sign of `text` beyond ASCII is one that belongs where it stands."""
    beyond_ascii = [character for character in text if character > "\x7f"]
    if set(beyond_ascii) - _GERMAN - _IN_NAMES - _OTHER_SIGNS:
        return False
    if _SIGN_IN_A_WORD.search(text) or _UPPER_IN_A_WORD.search(text):
        return False
    letters = sum(map(str.isalpha, text))
    german = sum(character in _GERMAN for character in beyond_ascii)
    foreign = sum(character in _IN_NAMES for character in beyond_ascii)
    # German has 2 umlauts in 100 letters, French 4 accents, Czech 15. Short texts vary.
    return german <= 2 + letters * 0.3 and foreign <= 2 + letters * 0.05
