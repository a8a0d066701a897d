"""Who is who: judgements about organizations and agreements, carried out."""
