// The sources of ControlV1 follow.
