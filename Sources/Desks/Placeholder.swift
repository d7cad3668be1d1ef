// The sources of Desks follow.
