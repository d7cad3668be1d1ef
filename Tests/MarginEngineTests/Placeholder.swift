// The tests of MarginEngine follow.
