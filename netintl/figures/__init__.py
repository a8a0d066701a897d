"""Pictures of networks and of results; Chinese text needs no installed font.

Each ``draw_…`` function takes plain frames and translated words and returns a matplotlib figure;
:func:`save_figure` and :func:`to_svg` write it. pyplot is never imported.
"""

from netintl.figures.alluvial import draw_alluvial
from netintl.figures.coastline import read_basemap
from netintl.figures.flow_map import draw_flow_map
from netintl.figures.fonts import font_problem, house_style, missing_glyphs
from netintl.figures.heatmap import draw_heatmap
from netintl.figures.looks import PALETTES, Looks, looking
from netintl.figures.network_picture import DrawnCounts, draw_network, drawn_counts
from netintl.figures.page import Caption
from netintl.figures.presets import PRESETS
from netintl.figures.profile_picture import draw_profile
from netintl.figures.rank_intervals import draw_rank_intervals
from netintl.figures.role_map import draw_roles
from netintl.figures.saving import save_figure, to_png, to_svg
from netintl.figures.slope_chart import draw_slopes
from netintl.figures.survival_curve import draw_survival
from netintl.figures.year_columns import draw_years

__all__ = [
    "PALETTES",
    "PRESETS",
    "Caption",
    "DrawnCounts",
    "Looks",
    "draw_alluvial",
    "draw_flow_map",
    "draw_heatmap",
    "draw_network",
    "draw_profile",
    "draw_rank_intervals",
    "draw_roles",
    "draw_slopes",
    "draw_survival",
    "draw_years",
    "drawn_counts",
    "font_problem",
    "house_style",
    "looking",
    "missing_glyphs",
    "read_basemap",
    "save_figure",
    "to_png",
    "to_svg",
]
