"""Where firms have gone without schools, by country and industry."""
