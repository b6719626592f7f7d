"""Makes the font files of this folder from the originals; README.md says where these come from.

Usage: make.py <folder with Inter's .woff2> <JetBrainsMono-Regular.ttf> <Vazirmatn-Regular.ttf> <folder for the results>
"""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

LATIN_GREEK_CYRILLIC = [(0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F)]
SIGNS = [(0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF)]
ARABIC = [(0x20, 0x2F), (0x3A, 0x3F), (0x5B, 0x5F), (0x7B, 0x7D), (0xA0, 0xA0), (0xAB, 0xAB), (0xB7, 0xB7), (0xBB, 0xBB),
    (0x600, 0x6FF), (0x750, 0x77F), (0x2000, 0x206F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)]
# No `calt` and no `liga`: "->" and "!=" must stay what the file says.
EXACT = ["ccmp", "locl", "kern", "mark", "mkmk"]
ARABIC_FEATURES = EXACT + ["init", "medi", "fina", "isol", "rlig", "rclt", "calt", "curs"]
# Inter's ascent and descent in em. Equal rows in every font keep the baselines of a mixed line together.
ASCENT, DESCENT = 1984 / 2048, 494 / 2048


def make(source, target, ranges, features, tabular=False):
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    if tabular:
        make_figures_tabular(font)
    options = subset.Options(layout_features=features, name_IDs=["*"], name_languages=["*"], notdef_outline=True, hinting=True)
    options.drop_tables += ["DSIG", "meta", "FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in ranges for c in range(first, last + 1)])
    subsetter.subset(font)
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    font.save(target)


def make_figures_tabular(font):
    """Makes the figures of equal width (`tnum`) the ones that are used when nothing is asked for."""
    gsub = font["GSUB"].table
    lookups = {i for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "tnum" for i in r.Feature.LookupListIndex}
    swap = {}
    for i in sorted(lookups):
        for sub in gsub.LookupList.Lookup[i].SubTable:
            swap |= getattr(getattr(sub, "ExtSubTable", sub), "mapping", {})
    for table in font["cmap"].tables:
        if table.isUnicode():
            for figure in range(0x30, 0x3A):
                table.cmap[figure] = swap.get(table.cmap[figure], table.cmap[figure])


inter, mono, vazirmatn, out = sys.argv[1:]
make(f"{inter}/Inter-Regular.woff2", f"{out}/Inter-Regular.ttf", LATIN_GREEK_CYRILLIC + SIGNS, EXACT, tabular=True)
make(f"{inter}/Inter-SemiBold.woff2", f"{out}/Inter-SemiBold.ttf", LATIN_GREEK_CYRILLIC + SIGNS, EXACT, tabular=True)
make(mono, f"{out}/JetBrainsMono-Regular.ttf", LATIN_GREEK_CYRILLIC + SIGNS, EXACT)
make(vazirmatn, f"{out}/Vazirmatn-Regular.ttf", ARABIC, ARABIC_FEATURES)
