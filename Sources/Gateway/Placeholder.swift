// The sources of Gateway follow.
