"""The network that says where marks and capitals belong; see MODEL.md beside it."""
