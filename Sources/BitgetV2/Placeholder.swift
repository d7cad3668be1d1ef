// The sources of BitgetV2 follow.
