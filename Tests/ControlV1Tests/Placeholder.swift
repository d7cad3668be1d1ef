// The tests of ControlV1 follow.
