enum SilEntries {}
