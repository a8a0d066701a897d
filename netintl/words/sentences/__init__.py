"""The sentences of claims, by code. Facts are filled in where a claim is said."""

from typing import Final

from netintl.words.sentences.gaps import GAPS
from netintl.words.sentences.matches import MATCHES
from netintl.words.sentences.neutral import NEUTRAL, NEUTRAL_CAPTIONS
from netintl.words.sentences.pictures import PICTURES
from netintl.words.sentences.pipelines import PIPELINES
from netintl.words.sentences.policy import POLICY
from netintl.words.sentences.quality import QUALITY
from netintl.words.sentences.report import REPORT
from netintl.words.sentences.structure import STRUCTURE
from netintl.words.sentences.time import TIME
from netintl.words.sentences.view import VIEW

SENTENCES: Final = {
    **VIEW, **STRUCTURE, **GAPS, **PIPELINES, **MATCHES, **POLICY, **TIME, **REPORT, **PICTURES,
    **QUALITY,
}  # fmt: skip

__all__ = ["NEUTRAL", "NEUTRAL_CAPTIONS", "SENTENCES"]
