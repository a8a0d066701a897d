"""Who holds the network together: size, hubs, roles, groups, one organization."""
