// The sources of MarginEngine follow.
