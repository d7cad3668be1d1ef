// The sources of Venues follow.
