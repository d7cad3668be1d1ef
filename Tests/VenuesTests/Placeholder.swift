// The tests of Venues follow.
