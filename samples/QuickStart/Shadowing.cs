using ShadowGen;

// All that this program does to be shadowed: whole namespaces here, and [Shadowed] on the types of Corpus.
[assembly: ShadowNamespace("ShadowGen.QuickStart.Indexing.**")]
[assembly: ShadowNamespace("ShadowGen.QuickStart.Querying.**")]
