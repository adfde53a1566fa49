#!/usr/bin/python3
"""Makes the fonts of the book, the .woff2 beside this script, from those that are
installed. It is not part of the build: run it again when a character is missing,
which make check-book notices.

    apt-get install fonts-sil-charis fonts-dejavu-core fonts-lmodern python3-fonttools
    docs/weaver/faces.py

Cut to the characters of the book, without hints, and renamed, as their licences
(faces.txt) ask of what is changed.
"""
import os

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
CHARIS = "/usr/share/fonts/truetype/charis/CharisSIL-%s.ttf"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
LATIN_MODERN = "/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf"

WORDS = ("20-7E,A0-FF,131,152-153,160-161,176-178,17D-17E,3A6,2002-200A,2010-2015,"
         "2018-201E,2020-2022,2026,2030,2032-2033,2039-203A,20AC,2122,2190-2194,2202,2212,"
         "2248,2260,2264-2265")
# A single letter in <math> is drawn by an italic one from 1D434 on.
FORMULAS = ("20-7E,A0,B1,B7,D7,300-304,308,30A,332,391-3A9,3B1-3C9,3D1,3D5,3F5,2016,2026,"
            "2032-2034,203E,210E,2113,2190-2193,21D2,2202,2207,2208,220F,2211,2212,2215,221A,"
            "221D,221E,2223,2225,222B,2248,2260,2264,2265,226A,226B,22C5,22EF,2308-230B,"
            "23DE,23DF,1D434-1D467,1D68A-1D6A3,1D6E2-1D71B")


def cut(source, name, family, style, characters, features):
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = True
    options.drop_tables += ["Silf", "Glat", "Gloc", "Sill", "Silt", "Feat", "FFTM"]
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(characters))
    cutter.subset(font)
    plain = f"{family} {style}"
    for number, text in (1, family), (2, style), (3, plain), (4, plain), \
            (6, plain.replace(" ", "-")):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].names = [n for n in font["name"].names if n.platformID == 3]
    font.flavor = "woff2"
    font.save(os.path.join(HERE, name))


MARKS = ["kern", "liga", "mark", "mkmk", "ccmp"]
for style, name in ("Regular", "text"), ("Italic", "text-italic"), ("Bold", "text-bold"):
    cut(CHARIS % style, name + ".woff2", "Kindling Text", style, WORDS, MARKS)
cut(DEJAVU, "code.woff2", "Kindling Code", "Regular", WORDS, [])
cut(LATIN_MODERN, "math.woff2", "Kindling Math", "Regular", FORMULAS, [])
