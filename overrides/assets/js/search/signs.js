// One form for what looks alike, as fold in hooks/branchsite/search/words.py; and signs that a name may be written with
// or without: dots, hyphens and dashes, quotation marks, 《》.
const UNSEEN = /[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu
const fold = text => text.normalize("NFKD").replace(UNSEEN, "").normalize("NFKC").toLowerCase()
const DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb"
const SIGNS = DOTS + "\\-\u2010-\u2015\"'\u2018-\u201f\u3008-\u300f\u301d-\u301f"
