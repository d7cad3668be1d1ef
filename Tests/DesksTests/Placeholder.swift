// The tests of Desks follow.
