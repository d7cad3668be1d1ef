// The tests of Gateway follow.
