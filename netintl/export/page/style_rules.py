"""The palette as the first rules of the offline page's style."""

from __future__ import annotations

from netintl.model.palette import kind_shapes, kind_tones, region_tones, shapes, tones


def palette_style() -> str:
    """Return tones as custom properties, light and dark, and those of shapes and regions.

    Examples
    --------
    >>> "--blue:#0072B2;" in palette_style()
    True
    """
    light = "".join(f"--{name}:{tone.light};" for name, tone in tones().items())
    dark = "".join(f"--{name}:{tone.dark};" for name, tone in tones().items() if tone.dark)
    tone_of = {shape: kind_tones()[kind] for kind, shape in kind_shapes().items()}
    marks = {
        "shape": [tone_of[shape] for shape in shapes()],
        "region": list(region_tones().values()),
    }
    named, classes = "", ""
    for mark, names in marks.items():
        for place, tone in enumerate(names):
            named += f"--{mark}-{place}:var(--{tone});"
            classes += f".{mark}-{place}{{--c:var(--{mark}-{place})}}"
    return f':root{{{light}{named}}}:root[data-theme="dark"]{{{dark}}}{classes}\n'
