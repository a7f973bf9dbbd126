// The engine, its budget and its sample queue are the process's: tests that ran at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
