"""From foreign bytes to drafts, and from files, folders and streams into the library."""
