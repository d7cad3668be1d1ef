// The sources of BybitV5 follow.
